"""Jaras runs the social vigilance of a territory, from the first alert to lasting inclusion."""
