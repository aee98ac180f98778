"""Every figure compared with the rows behind it, to the last unit."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.timezone import localtime

from jaras.care.models import Intervention
from jaras.cases.models import Case
from jaras.intake.models import Report
from jaras.people.models import Person
from jaras.steering.models import Counted, Figure, Ledger
from jaras.steering.queries.differences import as_read, change, moves
from jaras.steering.rules import Fact, Place, Unit

AT_ONCE = 5000
_MODELS: dict[Unit, type[models.Model]] = {
    Unit.INTERVENTIONS: Intervention,
    Unit.REPORTS: Report,
    Unit.CASES: Case,
    Unit.PERSONS: Person,
    Unit.NIGHTS: Intervention,
}


@dataclass(frozen=True)
class Difference:
    """One thing that is not counted as its rows say, or one figure that is not the sum of its things."""

    unit: str
    subject_id: int | None = None
    where: Place | None = None
    tag: str = ""
    kept: int = 0
    true: int = 0


def batches(unit: Unit) -> Iterator[list[int]]:
    """The ids of everything that may be counted, or that was, a few thousand at a time."""
    last = 0
    while True:
        rows = _MODELS[unit]._default_manager.filter(pk__gt=last).order_by("pk")
        ids = list(rows.values_list("pk", flat=True)[:AT_ONCE])
        beyond = {"subject_id__lte": ids[-1]} if len(ids) == AT_ONCE else {}
        known = Counted.objects.filter(unit=unit, subject_id__gt=last, **beyond)
        found = sorted({*ids, *known.values_list("subject_id", flat=True)})
        if not found:
            return
        yield found
        last = found[-1]


def wrong_things(unit: Unit, ids: list[int]) -> list[Difference]:
    """Those of these things that are counted otherwise than their rows say."""
    found = change({unit: ids})
    written = [Difference(unit, pk, true=fact.amount) for pk, fact in found.written[unit].items()]
    return written + [Difference(unit, pk, kept=1) for pk in sorted(found.forgotten[unit])]


def sums() -> dict[Place, Counter[str]]:
    """What every figure should be: the sum of its things as they were counted."""
    rows = Counted.objects.order_by().values_list("unit", "at", "amount", "tags", "share")
    facts = (
        (Unit(unit), Fact(localtime(at), amount, as_read(tags), share), 1)
        for unit, at, amount, tags, share in rows.iterator(chunk_size=AT_ONCE)
    )
    return moves(facts)


def wrong_figures(true: dict[Place, Counter[str]]) -> list[Difference]:
    """The figures that are not the sum of their things."""
    found = []
    known: set[Place] = set()
    for row in Figure.objects.order_by("key").iterator(chunk_size=AT_ONCE):
        where = Place(row.unit, row.period, row.kept, row.share)
        known.add(where)
        found += _compared(where, Counter(row.counts), true.get(where, Counter()))
        whole = row.counts.get("", 0)
        if row.total != whole:
            found.append(Difference(row.unit, where=where, tag="total", kept=row.total, true=whole))
    for where in sorted(true.keys() - known):
        found += _compared(where, Counter(), true[where])
    return found


def _compared(where: Place, kept: Counter[str], true: Counter[str]) -> list[Difference]:
    return [
        Difference(where.unit, where=where, tag=tag, kept=kept[tag], true=true[tag])
        for tag in sorted({*kept, *true})
        if kept[tag] != true[tag]
    ]


def turn() -> int:
    """Grows whenever somebody writes figures."""
    return Ledger.objects.values_list("turn", flat=True).get(pk=1)
