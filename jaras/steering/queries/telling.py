"""What of a board is told to whom: small numbers are hidden from whoever may not see the list."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from jaras.care.rules import CareVerb
from jaras.cases.rules import CasesVerb
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel.actor import Actor, Scope
from jaras.people.rules import PeopleVerb
from jaras.steering.models import Figure
from jaras.steering.queries.board import Board, Wanted
from jaras.steering.rules import DIMENSIONS_OF, Dimension, Period, Unit, adds_up, hidden, is_small
from jaras.steering.rules.cells import value_of
from jaras.steering.rules.discretion import betrayed

LISTED_BY: Mapping[Unit, str] = {
    Unit.INTERVENTIONS: CareVerb.READ,
    Unit.REPORTS: IntakeVerb.READ,
    Unit.CASES: CasesVerb.READ,
    Unit.PERSONS: PeopleVerb.READ,
    Unit.NIGHTS: CareVerb.READ,
}
Counts = Mapping[str, int]


def sees_lists(actor: Actor) -> bool:
    """Whether this actor may open the list behind every number."""
    return not actor.is_limited and all(actor.scope(verb) is Scope.ALL for verb in LISTED_BY.values())


@dataclass(frozen=True)
class ToldDelays:
    """How long a step took: the middle, how many within each band, how many still wait."""

    median: timedelta | None
    within: tuple[int | None, ...]
    waiting: int | None
    known: int | None


@dataclass(frozen=True)
class Told:
    """A board with what of it is not told."""

    board: Board
    hidden: Mapping[str, Collection[str]]  # values, dimension by dimension
    hidden_months: Mapping[Unit, Collection[str]]
    whole: bool  # nothing is hidden from this reader

    def total(self, unit: Unit, period: Period) -> int | None:
        """How many, or nothing where it is not told."""
        number = self.board.total(unit, period)
        if period.length == 1:
            return self.month(unit, str(period.first))
        return number if self.whole or not is_small(number) else None

    def month(self, unit: Unit, month: str) -> int | None:
        return None if month in self.hidden_months[unit] else self.board.months[unit].get(month, 0)

    def apart(self, dimension: str) -> dict[str, int | None]:
        """The values of a dimension, the most first; those that are not told come last."""
        counts, concealed = self.board.apart.get(dimension, {}), self.hidden.get(dimension, ())
        told = {value: None if value in concealed else number for value, number in counts.items()}
        return dict(sorted(told.items(), key=lambda row: (row[1] is None, -(row[1] or 0), row[0])))

    def delays(self, step: str) -> ToldDelays:
        delays = self.board.delays[step]
        if self.whole:
            return ToldDelays(delays.median, delays.within, delays.waiting, delays.known)
        counts = {str(place): number for place, number in enumerate((*delays.within, delays.waiting))}
        concealed = hidden(counts, adds_up=True)
        *within, waiting = (None if place in concealed else number for place, number in counts.items())
        few = is_small(delays.known)
        return ToldDelays(
            None if few else delays.median, tuple(within), waiting, None if few else delays.known
        )


def told(board: Board, *, to: Actor) -> Told:
    """To whoever may open the lists everything; to others no number that would betray somebody."""
    if sees_lists(to):
        return Told(board, {}, dict.fromkeys(Unit, ()), whole=True)
    months = {unit: hidden(totals, adds_up=True) for unit, totals in board.months.items()}
    return Told(board, _hidden(board), months, whole=False)


def _hidden(board: Board) -> dict[str, frozenset[str]]:
    """What is hidden in one table, so that no other table of the house gives it away either."""
    wanted = board.wanted
    forced = _of_one_month(wanted) if wanted.period.length > 1 else set()
    if wanted.kept and adds_up(wanted.unit, Dimension(value_of(wanted.kept)[0])):
        forced |= _next_door(wanted)
    found: dict[str, frozenset[str]] = {}
    for dimension in DIMENSIONS_OF[wanted.unit]:
        counts = board.apart.get(dimension, {})
        names = [value for value in counts if f"{dimension}:{value}" in forced]
        found[dimension] = hidden(counts, adds_up=adds_up(wanted.unit, dimension), forced=names)
    return found


def _of_one_month(wanted: Wanted) -> set[str]:
    """The tags whose total would give a month away, where they are too few to be shown."""
    months = [str(month) for month in wanted.period.months()]
    rows = Figure.objects.filter(
        unit=wanted.unit, period__in=months, kept=wanted.kept, share__in=wanted.shares
    )
    return _given_away(_summed(rows.values_list("period", "counts")).items())


def _next_door(wanted: Wanted) -> set[str]:
    """The tags that all values of this filter but this one would give away: this one hides them too."""
    dimension, _value = value_of(wanted.kept)
    parts = wanted.period.parts()
    rows = Figure.objects.filter(unit=wanted.unit, period__in=parts, share__in=wanted.shares)
    tables = _summed(rows.filter(kept__startswith=f"{dimension}:").values_list("kept", "counts"))
    found = set()
    for tag in _given_away(tables.items()):
        shown = [
            (table[tag], kept) for kept, table in tables.items() if table[tag] and not is_small(table[tag])
        ]
        if shown and min(shown)[1] == wanted.kept:
            found.add(tag)
    return found


def _summed(rows: Iterable[tuple[str, Counts]]) -> dict[str, Counter[str]]:
    """The tables of one name together: what is shared with fewer stands in rows of its own."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, counts in rows:
        found[name].update(counts)
    return found


def _given_away(tables: Iterable[tuple[str, Counts]]) -> set[str]:
    """The tags of which so little is hidden in these tables that their sum would tell it."""
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    for name, counts in tables:
        for tag, number in counts.items():
            numbers[tag][name] = number
    return {
        tag
        for tag, found in numbers.items()
        if betrayed(found, [name for name, number in found.items() if is_small(number)])
    }
