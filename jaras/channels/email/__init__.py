"""E-mail: letters to the cell, taken by a listener of our own; what makes an answer one of their thread."""

from jaras.channels.email.reading import LetterReader
from jaras.conversations import rules as conversations


def register() -> None:
    """Make it known; answers leave by the kernel's own transport, as every letter does."""
    conversations.register(LetterReader(), report_channel="COURRIEL")
