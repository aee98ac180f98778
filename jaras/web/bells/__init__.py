"""The pages of bells."""
