"""Every write of imports of the directory."""

from jaras.imports.actions.receiving import drop, receive
from jaras.imports.actions.undoing import settle, undo
from jaras.imports.actions.writing import confirm

__all__ = ["confirm", "drop", "receive", "settle", "undo"]
