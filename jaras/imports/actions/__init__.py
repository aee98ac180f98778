"""Every write of imports of the directory."""

from jaras.imports.actions.receiving import begin, drop, receive
from jaras.imports.actions.undoing import settle, undo
from jaras.imports.actions.writing import confirm

__all__ = ["begin", "confirm", "drop", "receive", "settle", "undo"]
