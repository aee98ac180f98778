"""Conversations as they are listed, one conversation as it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Max, Prefetch, Q, QuerySet

from jaras.conversations.models import Arrival, Conversation, Heard, Media, Note, Reply
from jaras.conversations.models.conversation import ConversationQuerySet
from jaras.conversations.queries.answering import apart_from, maybe
from jaras.conversations.rules import Kind
from jaras.conversations.rules.states import ON_A_DESK, ArrivalState, ConversationState
from jaras.kernel import search, telephones, transports
from jaras.kernel.actor import Actor
from jaras.kernel.models import ContactMark
from jaras.people.models import Person

RINGS = timedelta(seconds=90)  # so long a telephone rings
MOST_LINES, MOST_FOUND, MOST_OTHERS, MOST_SOUGHT = 400, 60, 12, 200


class Tray(StrEnum):
    """What one looks at."""

    WAITING = "waiting"
    MINE = "mine"
    FAILED = "failed"
    APART = "apart"
    ALL = "all"


def tray(actor: Actor, which: Tray) -> QuerySet[Conversation]:
    """Conversations of one tray; the longest waiting first, elsewhere the latest first."""
    rows: ConversationQuerySet = Conversation.objects.visible_to(actor).select_related(
        "assigned_to", "report", "person"
    )
    apart = Q(doubt__gte=apart_from(), report=None)
    if which == Tray.WAITING:
        return rows.waiting().exclude(apart).order_by("waiting_since", "id")
    if which == Tray.MINE:
        mine = rows.filter(assigned_to_id=actor.member_id or 0)
        return mine.exclude(state=ConversationState.SET_ASIDE).order_by("-heard_at", "-id")
    if which == Tray.FAILED:
        failed = Reply.objects.filter(is_on_a_desk=True).order_by().values("conversation")
        return rows.filter(pk__in=failed).order_by("-heard_at", "-id")
    if which == Tray.APART:
        return rows.filter(apart).order_by("-heard_at", "-id")
    return rows.order_by("-heard_at", "-id")


@dataclass(frozen=True)
class Counts:
    """How much each tray holds for this actor."""

    waiting: int
    mine: int
    failed: int
    apart: int


def counts(actor: Actor) -> Counts:
    trays = (Tray.WAITING, Tray.MINE, Tray.FAILED, Tray.APART)
    return Counts(*(tray(actor, which).order_by().count() for which in trays))


def last_words(rows: Sequence[Conversation]) -> dict[int, Heard]:
    """The last thing heard in each, one query."""
    last = Heard.objects.filter(conversation__in=[row.pk for row in rows]).order_by()
    ids = last.values("conversation").annotate(last=Max("id")).values_list("last", flat=True)
    heard = Heard.objects.filter(pk__in=list(ids)).select_related("message__report", "conversation")
    return {each.conversation_id: each for each in heard}


@dataclass(frozen=True)
class Line:
    """One line of a conversation: what they said, what we answered, what colleagues noted."""

    at: datetime
    heard: Heard | None = None
    reply: Reply | None = None
    note: Note | None = None


def lines(conversation: Conversation) -> list[Line]:
    """Everything exchanged, the oldest first; the latest four hundred of each kind."""
    media = Media.objects.select_related("file__file", "transcribed_by").order_by("id")
    heard = (
        Heard.objects.filter(conversation=conversation)
        .select_related("message__report", "conversation")
        .prefetch_related(Prefetch("media", media))
        .order_by("-id")[:MOST_LINES]
    )
    replies = Reply.objects.filter(conversation=conversation).select_related("by", "conversation")
    notes = Note.objects.filter(conversation=conversation).select_related("by", "conversation")
    found = [Line(each.at, heard=each) for each in heard]
    found += [Line(each.at, reply=each) for each in replies.order_by("-id")[:MOST_LINES]]
    found += [Line(each.at, note=each) for each in notes.order_by("-id")[:MOST_LINES]]
    return sorted(found, key=lambda line: line.at)


def others(conversation: Conversation, actor: Actor) -> list[Conversation]:
    """Those with the same person, from the same address, about the same report or one joined to it.

    One that answers, from another address, a message sent in the other belongs here too.
    """
    same = Q(identity=conversation.identity) & ~Q(identity="")
    same |= Q(cited=conversation.pk) | Q(pk=conversation.cited_id)
    if conversation.person_id:
        same |= Q(person=conversation.person_id)
    if conversation.report is not None:
        first = conversation.report.joined_to_id or conversation.report.pk
        same |= Q(report=first) | Q(report__joined_to=first)
    rows = Conversation.objects.visible_to(actor).filter(same).exclude(pk=conversation.pk)
    return list(rows.select_related("report", "assigned_to").order_by("-heard_at")[:MOST_OTHERS])


def of_number(number: str, actor: Actor) -> list[Conversation]:
    """What was exchanged with this telephone, on whichever channel."""
    rows = Conversation.objects.visible_to(actor).filter(identity=transports.identity("telephone", number))
    return list(rows.select_related("report", "assigned_to", "person").order_by("-heard_at")[:MOST_OTHERS])


def ringing(actor: Actor, *, at: datetime) -> list[Conversation]:
    """Numbers that call just now, that nobody has answered yet."""
    lately = Heard.objects.filter(channel="telephone", kind=Kind.CALL, at__gt=at - RINGS)
    last: dict[int, Heard] = {each.conversation_id: each for each in lately.order_by("id")}
    calls = [pk for pk, each in last.items() if dict(each.raw).get("event") == "ringing"]
    rows = Conversation.objects.visible_to(actor).filter(pk__in=calls).select_related("person")
    return list(rows.order_by("-heard_at"))


def persons(conversation: Conversation, actor: Actor) -> list[Person]:
    """Whose address it may be, among those this actor sees."""
    ids = [person.pk for person in maybe(conversation)]
    return list(Person.objects.visible_to(actor).filter(pk__in=ids).order_by("pk")) if ids else []


def marks(conversation: Conversation) -> list[ContactMark]:
    """What is noted of the address."""
    return transports.marked([conversation.identity])[conversation.identity]


def found(actor: Actor, words: str) -> list[Conversation]:
    """Those whose report has these words, whose address is this number or mailbox."""
    rows = Conversation.objects.visible_to(actor).select_related("assigned_to", "report", "person")
    ids = {transports.identity(channel, words) for channel in ("sms", "email", "facebook", "whatsapp")}
    hit = Q(identity__in=ids)
    if reports := next(search.find("report", words, batch=MOST_SOUGHT), []):
        hit |= Q(report__in=reports) | Q(heard__report__in=reports)
    if telephones.looks_like_one(words) and (ended := telephones.find("report", words)):
        hit |= Q(report__in=ended)
    return list(rows.filter(hit).distinct().order_by("-heard_at", "-id")[:MOST_FOUND])


def on_a_desk(actor: Actor) -> QuerySet[Reply]:
    """Answers that did not leave, in conversations this actor sees."""
    rows = Reply.objects.visible_to(actor).filter(state__in=ON_A_DESK)
    return rows.select_related("conversation").order_by("at", "id")


def unreadable(actor: Actor) -> QuerySet[Arrival]:
    """What nobody could read, for whoever may look at what arrived as it arrived."""
    return Arrival.objects.visible_to(actor).filter(state=ArrivalState.UNREADABLE).order_by("-id")
