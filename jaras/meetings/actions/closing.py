"""A meeting closes with its debrief; its minutes are kept, sent, corrected by what stands beside them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, files, jobs, text
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.refusal import Refused
from jaras.meetings import events as facts
from jaras.meetings.actions.planning import move
from jaras.meetings.actions.room import leave_current, require_all_read
from jaras.meetings.actions.series import plan_next
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import Amendment, AskedItem, Invitation, Item, Meeting, Minutes
from jaras.meetings.models.items import WORDS
from jaras.meetings.models.meetings import WORDS as DEBRIEF
from jaras.meetings.rules import ItemState, MeetingState, MeetingsVerb, Source


@transaction.atomic
def close(
    *, meeting: Meeting, done: str = "", learnt: str = "", ahead: str = "", by: Actor, at: datetime
) -> Meeting:
    """From here on nothing changes; what was left for another day stands in the next agenda."""
    access.require(by, MeetingsVerb.RUN, meeting)
    require_all_read(meeting)
    said = {"done": done, "learnt": learnt, "ahead": ahead}
    kept = {name: text.within(words, limit=DEBRIEF, field=name) for name, words in said.items()}
    if meeting_kinds()[meeting.kind]["debrief"] and not kept["learnt"]:
        raise Refused(_("Say what was learnt, be it that nothing was."), field="learnt")
    leave_current(meeting, at)
    for name, words in kept.items():
        setattr(meeting, name, words)
    sealed: dict[str, Any] = {name: _as_written(meeting, name) for name in kept}
    meeting = move(meeting, "close", by=by, at=at, closed_at=at, code="", **sealed)
    if meeting.series is not None:
        _hand_on(meeting, plan_next(series=meeting.series, by=SYSTEM, at=at), at=at)
    return meeting


def _as_written(meeting: Meeting, name: str) -> object:
    """A sealed column as it goes to the database."""
    field: Any = Meeting._meta.get_field(name)
    return field.pre_save(meeting, False)


def _hand_on(meeting: Meeting, following: Meeting | None, *, at: datetime) -> None:
    """What nobody had time for is asked again, by whoever asked it."""
    if following is None or following.pk == meeting.pk:
        return
    left = Item.objects.filter(meeting=meeting, state__in=(ItemState.POSTPONED, ItemState.WAITING))
    for item in left.filter(source__in=(Source.ASKED, Source.ADDED)):
        asked = AskedItem.objects.filter(pk__in=item.rows, meeting=meeting).first()
        AskedItem.objects.create(
            meeting=following,
            title=item.title,
            why=asked.why if asked else "",
            by_id=asked.by_id if asked else meeting.facilitator_id,
            at=at,
        )


@transaction.atomic
def keep_minutes(
    *, meeting: Meeting, version: int, language: str, content: bytes, by: Actor, at: datetime
) -> Minutes:
    """One version in one language, as it was drawn; drawn twice it is the first."""
    access.require(by, MeetingsVerb.READ, meeting)
    _require_closed(meeting)
    rows = Minutes.objects.filter(meeting=meeting, version=version, language=language)
    if (known := rows.select_related("file").first()) is not None:
        return known
    kept = files.keep_as_it_is([content], suffix=".pdf", media_type="application/pdf")
    file = files.register(kept, by=by, at=at)
    made = Minutes.objects.create(meeting=meeting, version=version, language=language, file=file, at=at)
    told = facts.MinutesKept(meeting_id=meeting.pk, minutes_id=made.pk, language=language)
    events.publish(told, by=by, at=at)
    return made


@transaction.atomic
def send_minutes(*, meeting: Meeting, version: int, by: Actor, at: datetime) -> int:
    """To those who were there, each by a link of their own; how many letters leave."""
    access.require(by, MeetingsVerb.READ, meeting)
    _require_closed(meeting)
    there = Invitation.objects.filter(meeting=meeting).exclude(came_at=None).values_list("pk", flat=True)
    for pk in there:
        jobs.enqueue("jaras.meetings.jobs.mail_minutes", pk, version)
    events.publish(facts.MinutesSent(meeting_id=meeting.pk, version=version), by=by, at=at)
    return len(there)


@transaction.atomic
def amend_minutes(*, meeting: Meeting, words: str, token: str, by: Actor, at: datetime) -> Amendment:
    """What they said wrong, or left out: a version more, the first one stays."""
    access.require(by, MeetingsVerb.RUN, meeting)
    if token and (known := Amendment.objects.filter(token=token, meeting=meeting).first()) is not None:
        return known
    _require_closed(meeting)
    words = text.within(words, limit=WORDS, field="words")
    if not words:
        raise Refused(_("Write what is to be corrected."), field="words")
    made = Amendment.objects.create(meeting=meeting, words=words, token=token, by_id=by.member_id, at=at)
    events.publish(facts.MinutesAmended(meeting_id=meeting.pk, amendment_id=made.pk), by=by, at=at)
    return made


def _require_closed(meeting: Meeting) -> None:
    if meeting.state != MeetingState.CLOSED:
        raise Refused(_("The minutes are made once the meeting is closed."))
