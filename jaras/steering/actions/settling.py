"""Figures follow what happened: things are marked in the event's transaction, counted again after it."""

import math
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from django.db import models, transaction

from jaras.kernel import jobs
from jaras.kernel.pace import Pace
from jaras.steering import queries
from jaras.steering.models import Counted, Figure, Ledger, Mark
from jaras.steering.rules import Fact, Place, Unit
from jaras.steering.rules.cells import WHOLE

T = TypeVar("T")
AT_ONCE = 500  # marks settled in one transaction at most: whoever writes waits no longer than that
FIRST, LEAST = 100, 20
NEAR = 5000  # marks: what one thing says twice, it says within so many
ROWS = 500


def mark(things: Iterable[tuple[str, int]]) -> None:
    """Note (kind, id) of what something happened to, inside the transaction of the event."""
    Mark.objects.bulk_create([Mark(kind=kind, subject_id=pk) for kind, pk in things])


def settle(*, at_once: int = AT_ONCE, within_s: float = math.inf) -> int:
    """Count again whatever was marked, until nothing is, or the time is up; how many marks there were."""
    done, ends = 0, time.monotonic() + within_s
    pace = Pace(first=min(FIRST, at_once), least=min(LEAST, at_once), most=at_once)
    while Mark.objects.exists() and (not done or time.monotonic() < ends):
        if done:
            jobs.breathe()
        with pace.piece() as most:
            done += _settle_some(most)
    return done


@transaction.atomic
def _settle_some(most: int) -> int:
    hold()
    marks = list(Mark.objects.order_by("pk").values_list("pk", "kind", "subject_id")[:most])
    reached = queries.reached((kind, pk) for _mark, kind, pk in marks)
    settled = {pk for pk, _kind, _subject in marks} | _said_again(
        reached, until=marks[-1][0] + NEAR if marks else 0
    )
    write(queries.change(reached))
    for some in _in_parts(sorted(settled)):
        Mark.objects.filter(pk__in=some).delete()
    return len(settled)


def _said_again(reached: Mapping[Unit, Collection[int]], *, until: int) -> set[int]:
    """Other marks of what is counted now anyway, such as of a case whose person was marked before it.

    Read before the counting: what is marked after this moment is counted again. A case is reached with its
    persons, its interventions; a person or a report may be reached without the other things that are theirs.
    """
    near, found = Mark.objects.filter(pk__lt=until), set[int]()
    for kind, unit in (("case", Unit.CASES), ("intervention", Unit.INTERVENTIONS)):
        for some in _in_parts(sorted(reached[unit])):
            found.update(near.filter(kind=kind, subject_id__in=some).values_list("pk", flat=True))
    return found


def hold() -> None:
    """Be the only one who writes figures until the end of the transaction."""
    Ledger.objects.select_for_update().get(pk=1)
    Ledger.objects.filter(pk=1).update(turn=models.F("turn") + 1)


def write(change: queries.Change) -> None:
    """Keep how things are counted now, with the figures that this moves."""
    for unit, gone in change.forgotten.items():
        for some in _in_parts(sorted(gone)):
            Counted.objects.filter(unit=unit, subject_id__in=some).delete()
    for unit, facts in change.written.items():
        keep(unit, facts)
    for places in _in_parts(sorted(change.moves)):
        _move({where: change.moves[where] for where in places})


def keep(unit: Unit, facts: Mapping[int, Fact]) -> None:
    Counted.objects.bulk_create(
        [
            Counted(
                unit=unit,
                subject_id=pk,
                at=fact.at,
                amount=fact.amount,
                tags=queries.as_kept(fact.tags),
                share=fact.share,
            )
            for pk, fact in facts.items()
        ],
        batch_size=ROWS,
        update_conflicts=True,
        unique_fields=["unit", "subject_id"],
        update_fields=["at", "amount", "tags", "share"],
    )


def _move(moves: Mapping[Place, Counter[str]]) -> None:
    keys = {where.key: where for where in moves}
    counts = {key: Counter(row.counts) for key, row in Figure.objects.in_bulk(list(keys)).items()}
    for key, where in keys.items():
        counts.setdefault(key, Counter()).update(moves[where])
    put({keys[key]: found for key, found in counts.items()})


def put(figures: Mapping[Place, Counter[str]]) -> None:
    """Write these rows of figures as they are given; what is none is not kept."""
    Figure.objects.bulk_create(
        [
            Figure(
                key=where.key,
                unit=where.unit,
                period=where.period,
                kept=where.kept,
                share=where.share,
                total=counts[WHOLE],
                counts={tag: number for tag, number in sorted(counts.items()) if number},
            )
            for where, counts in figures.items()
        ],
        batch_size=ROWS,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["total", "counts"],
    )


def _in_parts(things: Sequence[T]) -> Iterator[Sequence[T]]:
    return (things[start : start + ROWS] for start in range(0, len(things), ROWS))
