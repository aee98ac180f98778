"""The inclusion of persons: their life projects, in their words."""
