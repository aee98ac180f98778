"""What a plan of turns owes to those who hold them: rest, nights that do not follow one another, absences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from jaras.governance.rules.roster import Span
from jaras.kernel.workflow import Move, Workflow, register

ONE_DAY = timedelta(days=1)
LONGEST_ABSENCE = timedelta(days=366)


class AbsenceState(StrEnum):
    NOTED = "noted"
    CANCELLED = "cancelled"


ABSENCE = register(
    Workflow(
        subject="absence",
        states=AbsenceState,
        initial=AbsenceState.NOTED,
        moves=(Move("cancel", (AbsenceState.NOTED,), AbsenceState.CANCELLED),),
    )
)


@dataclass(frozen=True)
class RestRules:
    """`nights`: how many may follow one another; a night holds `night_hours` between `dusk` and `dawn`."""

    rest: timedelta
    nights: int
    dusk: time
    dawn: time
    night_hours: timedelta

    @property
    def looks_back(self) -> timedelta:
        """How far before a turn its own faults may begin."""
        return (self.nights + 2) * ONE_DAY


@dataclass(frozen=True)
class Held(Span):
    """A turn of one member, in local hours."""

    member: int
    turn: int = 0


@dataclass(frozen=True)
class Away:
    """Days on which a member is absent, both included."""

    member: int
    first: date
    last: date

    def touches(self, span: Span) -> bool:
        """Whether some moment of these hours lies on one of the days."""
        zone = span.starts_at.tzinfo
        begin = datetime.combine(self.first, time(), tzinfo=zone)
        end = datetime.combine(self.last + ONE_DAY, time(), tzinfo=zone)
        return span.starts_at < end and span.ends_at > begin


class Fault(StrEnum):
    REST = "rest"  # too few hours since the turn before
    NIGHTS = "nights"  # one night too many in a row
    AWAY = "away"  # absent that day


@dataclass(frozen=True)
class Broken:
    """One rule that one turn breaks; `much`: the hours of rest that are left, which night in a row it is."""

    fault: Fault
    held: Held
    much: int = 0


def night_of(span: Span, rules: RestRules) -> date | None:
    """The day on whose evening this night begins; none where it is no night."""
    day = span.starts_at.date() - ONE_DAY
    while day <= span.ends_at.date():
        dusk = datetime.combine(day, rules.dusk, tzinfo=span.starts_at.tzinfo)
        dawn = datetime.combine(day + ONE_DAY * (rules.dawn <= rules.dusk), rules.dawn, tzinfo=dusk.tzinfo)
        if min(span.ends_at, dawn) - max(span.starts_at, dusk) >= rules.night_hours:
            return day
        day += ONE_DAY
    return None


def broken(turns: Iterable[Held], absences: Sequence[Away], rules: RestRules) -> Iterator[Broken]:
    """Each rule that each turn breaks, member by member, in the order of the hours."""
    by_member: dict[int, list[Held]] = defaultdict(list)
    for turn in sorted(turns, key=lambda each: (each.starts_at, each.ends_at)):
        by_member[turn.member].append(turn)
    for member, theirs in by_member.items():
        away = [each for each in absences if each.member == member]
        yield from absent_from(theirs, away)
        yield from _tired(theirs, rules)
        yield from _nights(theirs, rules)


def absent_from(turns: Iterable[Held], absences: Sequence[Away]) -> Iterator[Broken]:
    """The turns of those who are absent in their hours."""
    for held in turns:
        if any(each.member == held.member and each.touches(held) for each in absences):
            yield Broken(Fault.AWAY, held)


def _tired(theirs: Sequence[Held], rules: RestRules) -> Iterator[Broken]:
    for before, held in pairwise(theirs):
        left = elapsed(before.ends_at, held.starts_at)
        if left < rules.rest:
            yield Broken(Fault.REST, held, max(0, int(left / timedelta(hours=1))))


def _nights(theirs: Sequence[Held], rules: RestRules) -> Iterator[Broken]:
    last, run = None, 0
    for held in theirs:
        night = night_of(held, rules)
        if night is None or night == last:
            continue
        run = run + 1 if last is not None and night - last == ONE_DAY else 1
        last = night
        if run > rules.nights:
            yield Broken(Fault.NIGHTS, held, run)


def elapsed(begin: datetime, end: datetime) -> timedelta:
    """Hours as they are lived, across a change of the clock."""
    return end.astimezone(UTC) - begin.astimezone(UTC)
