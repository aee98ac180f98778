"""A Facebook page: its Messenger, what people write under its posts."""

from jaras.channels.facebook.reading import Reader
from jaras.channels.facebook.sending import Transport
from jaras.conversations import rules as conversations
from jaras.kernel import transports


def register() -> None:
    """Make it known: whatever it delivers becomes a report that came by RESEAUX."""
    conversations.register(Reader(), report_channel="RESEAUX")
    transports.register(Transport())
