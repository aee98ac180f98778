"""The board: figures read from counters, whatever the number of rows behind them."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from jaras.cases.rules import CasesVerb
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level
from jaras.kernel.sharing import open_marks
from jaras.steering.models import Figure, Ledger, Mark
from jaras.steering.queries.differences import Moves, change
from jaras.steering.queries.reach import reached
from jaras.steering.rules import STEPS_OF, Delays, Month, Period, Place, Unit, by_dimension, delays
from jaras.steering.rules.cells import WHOLE

# What waits to be counted is added while reading; more than this is told instead.
MOST_WAITING = 200
TREND = 24  # months


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a board shows: when, which unit told apart, perhaps kept to one value (`pole:MED`)."""

    period: Period
    unit: Unit = Unit.INTERVENTIONS
    kept: str = WHOLE
    shares: tuple[str, ...] = (Level.ORDINARY,)  # what the reader may open: see `shares_of`

    @property
    def trend(self) -> list[Month]:
        """The months of the curve: those of the period, two years at least."""
        length = max(TREND, self.period.length)
        return [self.period.last.plus(number) for number in range(1 - length, 1)]


@dataclass(frozen=True)
class Board:
    """Every number that a board may show."""

    wanted: Wanted
    months: Mapping[Unit, Mapping[str, int]]  # the totals, month by month
    apart: Mapping[str, Mapping[str, int]]  # the chosen unit, dimension by dimension
    delays: Mapping[str, Delays]
    waiting: int = 0  # what is not counted yet, beyond what was added while reading

    def total(self, unit: Unit, period: Period) -> int:
        return sum(self.months[unit].get(str(month), 0) for month in period.months())


def board(wanted: Wanted) -> Board:
    """Three queries when nothing waits to be counted; what waits is counted in while reading."""
    while True:
        waiting = list(Mark.objects.order_by("pk").values_list("kind", "subject_id")[: MOST_WAITING + 1])
        turn = _turn() if waiting else 0
        some = waiting[:MOST_WAITING]
        moves = change(reached(some)).moves if some else {}
        found = _read(wanted, moves, waiting=max(0, len(waiting) - MOST_WAITING))
        if not waiting or _turn() == turn:
            return found


def _turn() -> int:
    return Ledger.objects.values_list("turn", flat=True).get(pk=1)


def _read(wanted: Wanted, moves: Moves, *, waiting: int) -> Board:
    units = {wanted.unit, *STEPS_OF}
    counts = told_apart(units, wanted, moves)
    apart = {unit: by_dimension(found) for unit, found in counts.items()}
    steps: dict[str, Delays] = {
        step: delays(apart[unit].get(step, {})) for unit, steps in STEPS_OF.items() for step in steps
    }
    return Board(wanted, _months(wanted, moves), apart[wanted.unit], steps, waiting)


def told_apart(units: Collection[Unit], wanted: Wanted, moves: Moves) -> dict[Unit, Counter[str]]:
    """For each unit the count under every tag in this period: one query."""
    found: dict[Unit, Counter[str]] = {unit: Counter() for unit in units}
    parts = wanted.period.parts()
    for unit, counts in _rows(parts, wanted).filter(unit__in=units).values_list("unit", "counts"):
        found[Unit(unit)].update(counts)
    for where, more in moves.items():
        if where.unit in found and where.period in parts and is_wanted(where, wanted):
            found[Unit(where.unit)].update(more)
    return {unit: +counts for unit, counts in found.items()}


def _months(wanted: Wanted, moves: Moves) -> dict[Unit, Counter[str]]:
    """The totals of every unit in every month that the board speaks of."""
    period = wanted.period
    months = {*wanted.trend, *period.months(), *period.before.months(), *period.year_before.months()}
    names = {str(month) for month in months}
    found: dict[Unit, Counter[str]] = {unit: Counter() for unit in Unit}
    for unit, month, total in _rows(names, wanted).values_list("unit", "period", "total"):
        found[Unit(unit)][month] += total
    for where, more in moves.items():
        if where.period in names and is_wanted(where, wanted):
            found[Unit(where.unit)][where.period] += more[WHOLE]
    return {unit: +totals for unit, totals in found.items()}


def is_wanted(where: Place, wanted: Wanted) -> bool:
    return where.kept == wanted.kept and where.share in wanted.shares


def _rows(periods: Collection[str], wanted: Wanted) -> QuerySet[Figure]:
    return Figure.objects.filter(kept=wanted.kept, period__in=periods, share__in=wanted.shares)


def shares_of(actor: Actor) -> tuple[str, ...]:
    """What is counted for this reader: what their role opens, so that a number is the list behind it.

    Whoever sees figures without any list is told of restricted cases too: they have no list to subtract.
    """
    restricted = actor.can(CasesVerb.READ_RESTRICTED) or not actor.can(CasesVerb.READ)
    return open_marks(actor, restricted=restricted)


def first_month(shares: Collection[str]) -> Month | None:
    """January of the first year that has a figure this reader may open."""
    first = (
        Figure.objects.filter(kept=WHOLE, share__in=shares)
        .order_by("period")
        .values_list("period", flat=True)
        .first()
    )
    return Month(int(first[:4]), 1) if first else None
