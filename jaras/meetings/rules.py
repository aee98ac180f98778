"""How a meeting goes: its states, those of its items, when the next one of a series is."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register

WEEK, DAY = timedelta(days=7), timedelta(days=1)
FURTHEST = 400  # days in which a rhythm that fits at all has come round


class MeetingsVerb(StrEnum):
    READ = "meetings.read"
    RUN = "meetings.run"  # plan, open, note, close


class MeetingState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


MEETING = register(
    Workflow(
        subject="meeting",
        states=MeetingState,
        initial=MeetingState.PLANNED,
        moves=(
            Move("open", (MeetingState.PLANNED,), MeetingState.OPEN),
            Move("close", (MeetingState.OPEN,), MeetingState.CLOSED),
            Move("cancel", (MeetingState.PLANNED,), MeetingState.CANCELLED, reason_needed=True),
        ),
    )
)
COMING = (MeetingState.PLANNED, MeetingState.OPEN)


class ItemState(StrEnum):
    WAITING = "waiting"
    CURRENT = "current"
    DONE = "done"
    POSTPONED = "postponed"


class Source(StrEnum):
    """Why something stands in an agenda, in the order in which it stands there."""

    BELLS = "bells"  # of the last meeting, with every overdue one: read first
    BLOCKED = "blocked"
    DUE = "due"
    IMMEDIATE = "immediate"
    REFERRALS = "referrals"
    ASKED = "asked"  # by somebody who comes
    ADDED = "added"  # by whoever runs it
    READING = "reading"  # of the bells hung here, with the debrief: last


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Heard(StrEnum):
    """What is said of a bell when it is read out."""

    KEPT = "kept"
    NOT_KEPT = "not_kept"
    UNSAID = "unsaid"  # nobody here can tell: why stands beside


class Came(StrEnum):
    """How somebody was noted as present."""

    CODE = "code"
    LINK = "link"
    HAND = "hand"


@dataclass(frozen=True)
class Rhythm:
    """Days of the week at an hour: every so many weeks, or the n-th of each month (-1: the last)."""

    weekdays: tuple[int, ...]
    hour: time
    weeks: int = 1
    nth: int = 0

    def meets(self, day: date, *, first: date) -> bool:
        if day < first or day.weekday() not in self.weekdays:
            return False
        if self.nth > 0:
            return (day.day - 1) // 7 == self.nth - 1
        if self.nth < 0:
            return (day + WEEK).month != day.month
        monday = first - first.weekday() * DAY
        return (day - monday).days // 7 % max(1, self.weeks) == 0


@dataclass(frozen=True)
class Next:
    """When a series meets next, with the holidays on which it does not."""

    starts_at: datetime
    skipped: tuple[date, ...] = field(default=())


def next_of(
    rhythm: Rhythm, *, first: date, after: datetime, holidays: Collection[date], zone: tzinfo
) -> Next | None:
    """The first meeting that begins after this moment; nothing for a rhythm that never comes round."""
    skipped: list[date] = []
    for day in _days(first, after.astimezone(zone).date()):
        starts_at = datetime.combine(day, rhythm.hour, tzinfo=zone)
        if not rhythm.meets(day, first=first) or starts_at <= after:
            continue
        if day not in holidays:
            return Next(starts_at, tuple(skipped))
        skipped.append(day)
    return None


def _days(first: date, today: date) -> Iterator[date]:
    begins = max(first, today)
    return (begins + number * DAY for number in range(FURTHEST))


def reached(*, present: int, quorum: int) -> bool:
    """Whether enough of them are there; where none is asked, one is enough."""
    return present >= max(1, quorum)


def spent(seconds: int, begun_at: datetime | None, at: datetime) -> int:
    """How long an item has had the floor, by the clock of the server."""
    return seconds + (max(0, int((at - begun_at).total_seconds())) if begun_at else 0)
