"""Text messages: by a Kannel gateway, or by any gateway that speaks HTTP."""

from jaras.channels.sms.reading import TextMessageReader
from jaras.channels.sms.sending import TextMessages
from jaras.conversations import rules as conversations
from jaras.kernel import transports


def register() -> None:
    """Make it known: whatever it delivers becomes a report that came by SMS."""
    conversations.register(TextMessageReader(), report_channel="SMS")
    transports.register(TextMessages())
