"""A conversation changes its state; the caller saves the row."""

from datetime import datetime

from jaras.conversations import events as facts
from jaras.conversations.models import Conversation, Reply
from jaras.conversations.rules.states import CONVERSATION, REPLY
from jaras.kernel import events, workflow
from jaras.kernel.actor import Actor


def move(conversation: Conversation, verb: str, *, by: Actor, at: datetime, reason: str = "") -> None:
    workflow.move(conversation, CONVERSATION, verb, by=by, at=at, reason=reason)
    fact = facts.ConversationMoved(conversation_id=conversation.pk, verb=verb, state=conversation.state)
    events.publish(fact, by=by, at=at)


def move_reply(reply: Reply, verb: str, *fields: str, by: Actor, at: datetime, reason: str = "") -> None:
    """With its row: two who move it at one instant meet on its version."""
    workflow.move(reply, REPLY, verb, by=by, at=at, reason=reason)
    reply.save_checked("state", *fields)
    fact = facts.ReplyMoved(
        conversation_id=reply.conversation_id, reply_id=reply.pk, verb=verb, state=reply.state
    )
    events.publish(fact, by=by, at=at)
