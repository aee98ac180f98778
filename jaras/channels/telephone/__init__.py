"""The telephone: what a switchboard of any make tells of its calls."""

from jaras.channels.telephone.reading import CallReader
from jaras.conversations import rules as conversations


def register() -> None:
    """Make it known; nobody is written to by telephone, so it has no transport."""
    conversations.register(CallReader(), report_channel="TEL")
