"""Organisations that help, with what they offer."""
