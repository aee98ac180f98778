"""Jaras runs the social vigilance of a territory, from the first alert to lasting inclusion."""

__version__ = "0.1.0"
