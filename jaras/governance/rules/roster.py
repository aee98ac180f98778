"""The watch planned ahead: states of a turn, of a swap, hours that nobody covers, hours that two do."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register

LONGEST_TURN = timedelta(hours=24)
AHEAD = timedelta(days=366)  # nobody knows who will be there in two years
AT_ONCE = 62  # turns planned by one form: two months of nights


class TurnState(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


TURN = register(
    Workflow(
        subject="turn",
        states=TurnState,
        initial=TurnState.PLANNED,
        moves=(Move("cancel", (TurnState.PLANNED,), TurnState.CANCELLED),),
    )
)


class SwapState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by whoever asked, or because the turn changed meanwhile


SWAP = register(
    Workflow(
        subject="swap",
        states=SwapState,
        initial=SwapState.ASKED,
        moves=(
            Move("accept", (SwapState.ASKED,), SwapState.ACCEPTED),
            Move("decline", (SwapState.ASKED,), SwapState.DECLINED),
            Move("withdraw", (SwapState.ASKED,), SwapState.WITHDRAWN),
        ),
    )
)


@dataclass(frozen=True)
class Span:
    """From when, until when."""

    starts_at: datetime
    ends_at: datetime


def hours_of(first: date, last: date, *, start: time, end: time, zone: tzinfo) -> list[Span]:
    """The same hours of each day; those that end before they start end on the next one."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        Span(
            datetime.combine(day, start, tzinfo=zone),
            datetime.combine(day + timedelta(days=end <= start), end, tzinfo=zone),
        )
        for day in days
    ]


def turns_of_days(
    first: date, last: date, place: int, *, changes: Callable[[date], Sequence[time]], zone: tzinfo
) -> list[Span]:
    """The turn of each day that begins at this place among its changes, until the change that follows."""
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        following = day + timedelta(days=1)
        moments = [datetime.combine(day, hour, tzinfo=zone) for hour in sorted(changes(day))]
        moments.append(datetime.combine(following, min(changes(following)), tzinfo=zone))
        found.append(Span(moments[place], moments[place + 1]))
    return found


def gaps(turns: Iterable[Span], within: Span) -> Iterator[Span]:
    """The hours of a while that no turn covers."""
    covered = within.starts_at
    for turn in sorted(turns, key=lambda each: each.starts_at):
        if turn.starts_at > covered:
            yield Span(covered, min(turn.starts_at, within.ends_at))
        covered = max(covered, turn.ends_at)
        if covered >= within.ends_at:
            return
    yield Span(covered, within.ends_at)


def alone(turns: Iterable[Span]) -> list[Span]:
    """Those of these hours that nobody shares to their end."""
    spans = sorted(turns, key=lambda each: (each.starts_at, each.ends_at))
    return [
        each
        for place, each in enumerate(spans)
        if any(True for _gap in gaps([*spans[:place], *spans[place + 1 :]], each))
    ]


def overlaps(turns: Iterable[Span]) -> Iterator[Span]:
    """The hours that more than one turn covers, each named once."""
    covered: datetime | None = None
    told: datetime | None = None
    for turn in sorted(turns, key=lambda each: each.starts_at):
        if covered is not None and turn.starts_at < covered:
            begins = max(turn.starts_at, told or turn.starts_at)
            ends = min(covered, turn.ends_at)
            if begins < ends:
                yield Span(begins, ends)
                told = ends
        covered = turn.ends_at if covered is None else max(covered, turn.ends_at)
