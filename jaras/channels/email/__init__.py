"""E-mail: letters to the cell, taken by a listener of our own; what makes an answer one of their thread."""

from jaras.channels.email.reading import LetterReader
from jaras.channels.email.sending import Letters
from jaras.conversations import rules as conversations
from jaras.kernel import transports


def register() -> None:
    """Make it known; answers leave as every letter of the house does, in the thread they belong to."""
    conversations.register(LetterReader(), report_channel="COURRIEL")
    transports.register(Letters())
