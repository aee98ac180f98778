"""The first answer, by itself: it arrived, whom to call, the code to follow it by."""

from datetime import datetime

from django.conf import settings

from jaras.conversations import queries
from jaras.conversations.actions.replying import write
from jaras.conversations.lists import acknowledgements
from jaras.conversations.models import Conversation, Reply
from jaras.kernel.actor import Actor

BOTH = ("fr", "ary")  # a voice note has not said yet which language it speaks


def acknowledge(*, conversation: Conversation, code: str, by: Actor, at: datetime) -> Reply | None:
    """Inside the transaction of what is acknowledged; nothing where it is off, or could betray somebody."""
    if not queries.acknowledges(conversation.channel) or not queries.can_answer(conversation.channel):
        return None
    if (why := queries.why_silent(conversation)) or queries.is_apart(conversation.doubt):
        conversation.silent = why
        conversation.save(update_fields=["silent"])
        return None
    known = [
        acknowledgements()[each] for each in ([conversation.language] if conversation.language else BOTH)
    ]
    address = f"{settings.ORIGIN}/suivre"
    told = [f"{said['says']}\n{said['with_code'].format(code=code, address=address)}" for said in known]
    return write(
        conversation=conversation,
        topic="acknowledgement",
        text="\n\n".join(told),
        neutral="\n".join(said["neutral"] for said in known),
        by=by,
        at=at,
    )
