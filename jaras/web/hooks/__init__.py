"""Pages of webhooks out."""
