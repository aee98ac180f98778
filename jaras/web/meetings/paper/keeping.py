"""The minutes are drawn in both languages the moment a meeting closes, kept, sent to those who were there."""

from datetime import datetime

from django.utils import timezone

from jaras.kernel import events, jobs
from jaras.kernel.actor import SYSTEM, Actor
from jaras.meetings import actions
from jaras.meetings import events as facts
from jaras.meetings.models import Meeting, Minutes
from jaras.meetings.queries import minutes_of
from jaras.meetings.rules import MeetingState
from jaras.web.meetings.paper.drawing import pdf

LANGUAGES = ("fr", "ar")
JOB = "jaras.web.meetings.paper.keeping.draw"


def listen() -> None:
    events.subscribe(facts.MeetingMoved, on_moved)
    events.subscribe(facts.MinutesAmended, on_amended)


def on_moved(event: facts.MeetingMoved, *, by: Actor, at: datetime) -> None:
    if event.verb == "close":
        jobs.enqueue(JOB, event.meeting_id)


def on_amended(event: facts.MinutesAmended, *, by: Actor, at: datetime) -> None:
    jobs.enqueue(JOB, event.meeting_id)


def draw(meeting_id: int) -> None:
    """The job: both languages of the version of now, then the letters, once."""
    meeting = _closed(meeting_id)
    if meeting is None or meeting.forgotten_at is not None:
        return
    version = _version(meeting)
    before = meeting.minutes_kept.filter(version=version).count()
    for language in LANGUAGES:
        _drawn(meeting, language, version)
    if before < len(LANGUAGES):
        actions.send_minutes(meeting=meeting, version=version, by=SYSTEM, at=timezone.now())


def kept(meeting: Meeting, language: str) -> Minutes:
    """The version of now; drawn at once where the job has not come to it yet."""
    found, version = minutes_of(meeting, language), _version(meeting)
    return found if found and found.version == version else _drawn(meeting, language, version)


def _drawn(meeting: Meeting, language: str, version: int) -> Minutes:
    known = meeting.minutes_kept.filter(version=version, language=language).select_related("file").first()
    if known is not None:
        return known
    return actions.keep_minutes(
        meeting=meeting,
        version=version,
        language=language,
        content=pdf(meeting, language=language, version=version),
        by=SYSTEM,
        at=timezone.now(),
    )


def _version(meeting: Meeting) -> int:
    return 1 + meeting.amendments.count()


def _closed(meeting_id: int) -> Meeting | None:
    rows = Meeting.objects.select_related("facilitator", "site", "commune").defer("commune__boundary")
    return rows.filter(pk=meeting_id, state=MeetingState.CLOSED).first()
