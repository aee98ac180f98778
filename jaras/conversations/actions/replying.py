"""What we answer: written, sent, told how far it came, put right."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.conversations import events as facts
from jaras.conversations import queries
from jaras.conversations.actions.moving import move, move_reply
from jaras.conversations.models import Conversation, Reply
from jaras.conversations.rules.states import (
    ON_A_DESK,
    REPLY,
    ConversationState,
    ConversationsVerb,
    ReplyState,
    next_try,
)
from jaras.kernel import access, events, idempotency, text, transports
from jaras.kernel.actor import Actor
from jaras.kernel.jobs import enqueue
from jaras.kernel.refusal import Refused

SEND = "jaras.conversations.jobs.send_reply"
LONGEST = 4000
_FORWARD = {"delivered": "deliver", "read": "read", "failed": "fail"}


@transaction.atomic
def reply(
    *,
    conversation: Conversation,
    words: str,
    neutral: bool = False,
    template: str = "",
    values: Sequence[str] = (),
    pressing: bool = False,
    key: str = "",
    by: Actor,
    at: datetime,
) -> Reply:
    """A person answers; `neutral` says that anybody may read these words. One `key` is one answer."""
    access.require(by, ConversationsVerb.ANSWER, conversation)
    if (earlier := idempotency.earlier("reply", key)) is not None:
        return Reply.objects.get(pk=earlier)
    if not queries.can_answer(conversation.channel):
        raise Refused(_("This channel allows no answer."), field="words")
    terms = queries.terms(conversation, at=at)
    if template:
        words, neutral = _of_template(terms, template, tuple(values), conversation), True
    words = text.within(words, limit=LONGEST, field="words")
    if not words:
        raise Refused(_("Write the answer, or choose one."), field="words")
    if not terms.open and not template:
        raise Refused(
            _("The time for words of your own is over: choose an approved template.")
            if terms.templates
            else _("They wrote too long ago: this channel lets nothing through. Reach them another way."),
            field="words",
        )
    if len(words) > terms.limit:
        raise Refused(
            _("This text is too long: %(length)d characters, at most %(limit)d.")
            % {"length": len(words), "limit": terms.limit},
            field="words",
        )
    said = write(
        conversation=conversation,
        topic="answer",
        text=words,
        neutral=words if neutral else "",
        template=template,
        values=values,
        pressing=pressing,
        by=by,
        at=at,
    )
    idempotency.remember("reply", key, said.pk, at=at)
    conversation = Conversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)
    if conversation.assigned_to_id is None and by.member_id:
        conversation.assigned_to_id = by.member_id
    if conversation.state != ConversationState.ANSWERED:
        move(conversation, "answer", by=by, at=at)
    conversation.waiting_since, conversation.answered_at = None, at
    conversation.save()
    return said


def _of_template(
    terms: transports.Terms, code: str, values: tuple[str, ...], conversation: Conversation
) -> str:
    """A template as its reader reads it."""
    known = next((each for each in terms.templates if each.code == code), None)
    if known is None:
        raise Refused(_("This value is not in the list."), field="template")
    if len(values) != known.values or not all(each.strip() for each in values):
        raise Refused(_("Fill in what the template leaves open."), field="values")
    return known.filled(queries.answers_in(conversation.language), values)


def write(
    *,
    conversation: Conversation,
    topic: str,
    text: str,
    neutral: str = "",
    template: str = "",
    values: Sequence[str] = (),
    pressing: bool = False,
    by: Actor,
    at: datetime,
) -> Reply:
    """Put an answer on its way, inside the caller's transaction; the guard is asked when it leaves."""
    said = Reply.objects.create(
        conversation=conversation,
        topic=topic,
        text=text,
        neutral=neutral,
        template=template,
        values=list(values),
        pressing=pressing,
        by_id=by.member_id,
        at=at,
    )
    fact = facts.ReplyWritten(conversation_id=conversation.pk, reply_id=said.pk, code=topic)
    events.publish(fact, by=by, at=at)
    enqueue(SEND, said.pk)
    return said


@transaction.atomic
def note_sent(*, said: Reply, by: Actor, at: datetime) -> None:
    """The channel took it."""
    access.require(by, ConversationsVerb.ANSWER)
    said.sent_at, said.next_try_at, said.fault, said.fault_words = at, None, "", ""
    move_reply(said, "send", "sent_at", "next_try_at", "fault", "fault_words", by=by, at=at)


@transaction.atomic
def note_failed(
    *,
    said: Reply,
    code: str,
    words: str = "",
    again: timedelta | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """It did not leave: tried again where that may help, else on somebody's desk."""
    access.require(by, ConversationsVerb.ANSWER)
    said.tries += 1
    said.fault, said.fault_words = code, words
    said.next_try_at = None if again is None else next_try(said.tries, at, again=again)
    fields = ("tries", "fault", "fault_words", "next_try_at")
    if said.next_try_at is None:
        move_reply(said, "fail", *fields, by=by, at=at, reason=code)
        return
    said.save_checked(*fields)
    fact = facts.ReplyMoved(
        conversation_id=said.conversation_id, reply_id=said.pk, verb="wait", state=said.state
    )
    events.publish(fact, by=by, at=at)


@transaction.atomic
def note_held(*, said: Reply, why: str, until: datetime, by: Actor, at: datetime) -> None:
    """The guard lets it go later."""
    access.require(by, ConversationsVerb.ANSWER)
    said.fault, said.fault_words, said.next_try_at = why, "", until
    said.save_checked("fault", "fault_words", "next_try_at")
    fact = facts.ReplyMoved(
        conversation_id=said.conversation_id, reply_id=said.pk, verb="hold", state=said.state
    )
    events.publish(fact, by=by, at=at)


@transaction.atomic
def note_stopped(*, said: Reply, why: str, by: Actor, at: datetime) -> None:
    """The guard never lets it go; what the software itself wanted to say is no task for anybody."""
    access.require(by, ConversationsVerb.ANSWER)
    said.fault, said.next_try_at = why, None
    move_reply(said, "stop", "fault", "next_try_at", by=by, at=at, reason=why)
    if said.by_id is None:
        said.ended_at = at
        move_reply(said, "let_go", "ended_at", by=by, at=at, reason=why)


@transaction.atomic
def note_went(
    *, said: Reply, went: transports.Went, code: str = "", words: str = "", by: Actor, at: datetime
) -> bool:
    """The channel tells how far it came; what comes late, twice, out of order changes nothing."""
    access.require(by, ConversationsVerb.ANSWER)
    said = Reply.objects.select_for_update(of=("self",)).get(pk=said.pk)
    verb = _FORWARD.get(went)
    if verb is None or not REPLY.allows(said.state, verb):
        return False
    if verb == "fail":
        said.fault, said.fault_words = code[:40] or "refused", words[:300]
        move_reply(said, verb, "fault", "fault_words", by=by, at=at, reason=said.fault)
        return True
    if verb == "read" and said.delivered_at is None:
        said.delivered_at = at
    setattr(said, "read_at" if verb == "read" else "delivered_at", at)
    move_reply(said, verb, "delivered_at", "read_at", by=by, at=at)
    return True


@transaction.atomic
def try_again(*, said: Reply, pressing: bool = False, by: Actor, at: datetime) -> Reply:
    """Somebody put right what stood in its way."""
    access.require(by, ConversationsVerb.ANSWER, said)
    said = Reply.objects.select_for_update(of=("self",)).get(pk=said.pk)
    if said.state not in ON_A_DESK:
        return said  # two who press it
    said.tries, said.next_try_at, said.pressing = 0, None, said.pressing or pressing
    move_reply(said, "try_again", "tries", "next_try_at", "pressing", by=by, at=at)
    enqueue(SEND, said.pk)
    return said


@transaction.atomic
def send_now(*, said: Reply, by: Actor, at: datetime) -> Reply:
    """What waits for the morning leaves at once: somebody decided so."""
    access.require(by, ConversationsVerb.ANSWER, said)
    said = Reply.objects.select_for_update(of=("self",)).get(pk=said.pk)
    if said.state == ReplyState.WAITING and said.next_try_at is not None:
        said.pressing, said.next_try_at = True, None
        said.save_checked("pressing", "next_try_at")
        fact = facts.ReplyMoved(
            conversation_id=said.conversation_id, reply_id=said.pk, verb="press", state=said.state
        )
        events.publish(fact, by=by, at=at)
        enqueue(SEND, said.pk)
    return said


@transaction.atomic
def let_go(*, said: Reply, reason: str, by: Actor, at: datetime) -> Reply:
    """It does not leave: somebody says what was done instead."""
    access.require(by, ConversationsVerb.ANSWER, said)
    reason = text.within(reason, limit=300, field="reason")
    if not reason:
        raise Refused(_("Say what was done instead."), field="reason")
    said = Reply.objects.select_for_update(of=("self",)).get(pk=said.pk)
    if said.state in ON_A_DESK:
        said.ended_at, said.ended_by_id = at, by.member_id
        move_reply(said, "let_go", "ended_at", "ended_by_id", by=by, at=at, reason=reason)
    return said
