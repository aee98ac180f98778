"""Items are asked for; the meeting opens, from then on its agenda is as it stood."""

from datetime import datetime
from secrets import randbelow

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.governance.queries import member_of
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.meetings import events as facts
from jaras.meetings import queries
from jaras.meetings.actions.planning import move
from jaras.meetings.models import AskedItem, BellReading, Item, Meeting
from jaras.meetings.models.items import TITLE, WORDS
from jaras.meetings.rules import COMING, ItemState, MeetingState, MeetingsVerb, Source


@transaction.atomic
def ask_item(*, meeting: Meeting, title: str, why: str = "", by: Actor, at: datetime) -> AskedItem:
    """Whoever comes may ask that something be spoken of; once it is open, whoever leads adds it."""
    access.require(by, MeetingsVerb.READ, meeting)
    if meeting.state not in COMING:
        raise Refused(_("This meeting is over: ask it for the next one."))
    title = text.within(title, limit=TITLE, field="title")
    if not title:
        raise Refused(_("Write what you wish to speak of."), field="title")
    asked = AskedItem.objects.create(
        meeting=meeting,
        title=title,
        why=text.within(why, limit=WORDS, field="why"),
        by=member_of(by),
        at=at,
    )
    events.publish(facts.ItemAsked(meeting_id=meeting.pk, asked_id=asked.pk), by=by, at=at)
    if meeting.state == MeetingState.OPEN:
        insert(meeting, source=Source.ASKED, title=title, rows=[asked.pk])
    return asked


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """« Qui accroche la cloche ? » has the floor; what the agenda made by itself does not change any more."""
    access.require(by, MeetingsVerb.RUN, meeting)
    entries = queries.agenda(meeting, by, at=at)
    meeting = move(meeting, "open", by=by, at=at, opened_at=at, code=f"{randbelow(10_000):04d}")
    bells = next((entry for entry in entries if entry.source == Source.BELLS), queries.Entry(Source.BELLS))
    BellReading.objects.bulk_create([BellReading(meeting=meeting, bell_id=pk) for pk in bells.rows])
    rest = [entry for entry in entries if entry.source != Source.BELLS]
    for place, entry in enumerate([bells, *rest, queries.Entry(Source.READING)]):
        Item.objects.create(
            meeting=meeting,
            position=place * 10,
            source=entry.source,
            rows=list(entry.rows),
            title=entry.title,
            minutes=entry.minutes,
            state=ItemState.WAITING if place else ItemState.CURRENT,
            begun_at=None if place else at,
        )
    return meeting


def insert(meeting: Meeting, *, source: Source, title: str, rows: list[int], minutes: int = 5) -> Item:
    """Before the last item, which is the reading."""
    last = meeting.items.exclude(source=Source.READING).order_by("-position").first()
    place = min(last.position + 1 if last else 1, 30_000)
    meeting.items.filter(source=Source.READING, position__lte=place).update(position=place + 10)
    return Item.objects.create(
        meeting=meeting, position=place, source=source, title=title, rows=rows, minutes=minutes
    )
