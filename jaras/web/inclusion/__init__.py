"""Pages of inclusion."""
