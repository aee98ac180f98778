"""Loads the communes of the kingdom, chooses the province, imports boundaries or places."""

from jaras.ops.territory.command import main

__all__ = ["main"]
