"""In the room: bells are read, an item has the floor, words are written, something is decided."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.meetings import events as facts
from jaras.meetings.actions.opening import insert
from jaras.meetings.models import BellReading, Decision, Item, Meeting
from jaras.meetings.models.items import NOTES, TITLE, WORDS
from jaras.meetings.queries.shown import readings
from jaras.meetings.rules import Heard, ItemState, MeetingState, MeetingsVerb, Source, spent


@transaction.atomic
def read_bell(*, reading: BellReading, heard: str, learnt: str = "", by: Actor, at: datetime) -> BellReading:
    """Kept, not kept, what was learnt; where nobody can tell, why."""
    _require_open(reading.meeting, by)
    if heard not in set(Heard):
        raise Refused(_("Say whether it was kept."), field="heard")
    learnt = text.within(learnt, limit=WORDS, field="learnt")
    if heard == Heard.UNSAID and not learnt:
        raise Refused(_("Say why nobody can tell today."), field="learnt")
    reading.heard, reading.learnt, reading.read_at = heard, learnt, at
    reading.save(update_fields=["heard", "learnt", "read_at"])
    told = facts.BellRead(meeting_id=reading.meeting_id, bell_id=reading.bell_id, verb=heard)
    events.publish(told, by=by, at=at)
    return reading


@transaction.atomic
def take_item(*, item: Item, by: Actor, at: datetime) -> Item:
    """It has the floor; the one before is done. No bell is passed over in silence."""
    meeting = item.meeting
    _require_open(meeting, by)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    before = Item.objects.filter(meeting=meeting, state=ItemState.CURRENT).first()
    if before is not None and before.pk == item.pk:
        return before
    if before is not None and before.source == Source.BELLS:
        require_all_read(meeting)
    if before is not None:
        _leave(before, ItemState.DONE, at)
    Item.objects.filter(pk=item.pk).update(state=ItemState.CURRENT, begun_at=at)
    item.refresh_from_db()
    _told(item, "take", by=by, at=at)
    return item


@transaction.atomic
def postpone_item(*, item: Item, by: Actor, at: datetime) -> Item:
    """There is no time for it today: the next meeting of the series takes it up."""
    _require_open(item.meeting, by)
    if item.source in (Source.BELLS, Source.READING):
        raise Refused(_("The bells are read in each meeting."))
    _leave(item, ItemState.POSTPONED, at)
    _told(item, "postpone", by=by, at=at)
    return item


@transaction.atomic
def add_item(*, meeting: Meeting, title: str, minutes: int = 5, by: Actor, at: datetime) -> Item:
    """Something came up."""
    _require_open(meeting, by)
    title = text.within(title, limit=TITLE, field="title")
    if not title:
        raise Refused(_("Write what it is about."), field="title")
    item = insert(meeting, source=Source.ADDED, title=title, rows=[], minutes=min(240, max(1, minutes)))
    _told(item, "add", by=by, at=at)
    return item


@transaction.atomic
def write_notes(*, item: Item, notes: str, version: int, by: Actor, at: datetime) -> Item:
    """Typed once; whoever typed on an older text is told, with both (`kernel.versions.Conflict`)."""
    _require_open(item.meeting, by)
    notes = text.within(notes, limit=NOTES, field="notes")
    if notes == item.notes:
        return item
    item.notes, item.version = notes, version
    item.save_checked("notes")
    _told(item, "write", by=by, at=at)
    return item


@transaction.atomic
def decide(
    *, meeting: Meeting, words: str, token: str, item: Item | None = None, by: Actor, at: datetime
) -> Decision:
    """One sentence; sent again after the network came back it is still one."""
    if token and (known := Decision.objects.filter(token=token, meeting=meeting).first()) is not None:
        return known
    _require_open(meeting, by)
    words = text.within(words, limit=WORDS, field="words")
    if not words:
        raise Refused(_("Write what was decided."), field="words")
    made = Decision.objects.create(
        meeting=meeting, item=item, words=words, token=token, by_id=by.member_id, at=at
    )
    events.publish(facts.DecisionTaken(meeting_id=meeting.pk, decision_id=made.pk), by=by, at=at)
    return made


def require_all_read(meeting: Meeting) -> None:
    waiting = [each for each in readings(meeting) if not each.heard]
    if waiting:
        raise Refused(
            _("A bell waits for its word: kept, not kept, or why nobody can tell today."), field="heard"
        )


def leave_current(meeting: Meeting, at: datetime) -> None:
    """The clock of whatever has the floor stops."""
    for item in Item.objects.filter(meeting=meeting, state=ItemState.CURRENT):
        _leave(item, ItemState.DONE, at)


def _leave(item: Item, state: ItemState, at: datetime) -> None:
    seconds = spent(item.seconds, item.begun_at, at)
    Item.objects.filter(pk=item.pk).update(state=state, begun_at=None, seconds=seconds)
    item.refresh_from_db(fields=["state", "begun_at", "seconds"])


def _require_open(meeting: Meeting, by: Actor) -> None:
    access.require(by, MeetingsVerb.RUN, meeting)
    if Meeting.objects.filter(pk=meeting.pk, state=MeetingState.OPEN).first() is None:
        raise Refused(_("This meeting is not open: what is written stays here until it is."))


def _told(item: Item, verb: str, *, by: Actor, at: datetime) -> None:
    told = facts.ItemMoved(meeting_id=item.meeting_id, item_id=item.pk, verb=verb)
    events.publish(told, by=by, at=at)
