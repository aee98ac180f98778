"""The first answer, by itself: it arrived, whom to call, the code to follow it by."""

from datetime import datetime

from django.conf import settings

from jaras.conversations import queries
from jaras.conversations.actions.replying import write
from jaras.conversations.lists import acknowledgements
from jaras.conversations.models import Conversation, Reply
from jaras.kernel.actor import Actor


def acknowledge(*, conversation: Conversation, code: str, by: Actor, at: datetime) -> Reply | None:
    """Inside the transaction of what is acknowledged; nothing where it is off, or could betray somebody."""
    if not queries.acknowledges(conversation.channel) or not queries.can_answer(conversation.channel):
        return None
    if (why := queries.why_silent(conversation)) or queries.is_apart(conversation.doubt):
        conversation.silent = why
        conversation.save(update_fields=["silent"])
        return None
    said = acknowledgements()[conversation.language or settings.LANGUAGE_CODE]
    told = said["with_code"].format(code=code, address=f"{settings.ORIGIN}/suivre")
    return write(
        conversation=conversation,
        topic="acknowledgement",
        text=f"{said['says']}\n{told}",
        neutral=said["neutral"],
        by=by,
        at=at,
    )
