"""The tables of conversations."""

from jaras.conversations.models.arrivals import Arrival
from jaras.conversations.models.channels import Channel
from jaras.conversations.models.conversation import Conversation, Known, Note
from jaras.conversations.models.heard import Heard, Media
from jaras.conversations.models.replies import Reply

__all__ = ["Arrival", "Channel", "Conversation", "Heard", "Known", "Media", "Note", "Reply"]
