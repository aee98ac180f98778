"""Message catalogues: extracted from the code, kept complete, compiled for the server."""

from jaras.ops.messages.command import main

__all__ = ["main"]
