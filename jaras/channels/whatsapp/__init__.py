"""WhatsApp, by the Cloud API of Meta."""

from jaras.channels.whatsapp.reading import Reader
from jaras.channels.whatsapp.sending import Transport
from jaras.conversations import rules as conversations
from jaras.kernel import transports


def register() -> None:
    """Make it known: whatever it delivers becomes a report that came by WHATSAPP."""
    conversations.register(Reader(), report_channel="WHATSAPP")
    transports.register(Transport())
