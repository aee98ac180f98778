"""Figures are rebuilt from the rows, then compared or written anew."""

from datetime import datetime

from django.db import transaction

from jaras.kernel import events
from jaras.kernel.actor import Actor
from jaras.steering import events as facts
from jaras.steering import queries
from jaras.steering.actions.settling import hold, put, settle, write
from jaras.steering.models import Figure
from jaras.steering.queries import Difference
from jaras.steering.rules import Unit


def check() -> list[Difference]:
    """Each thing that is not counted as its rows say, each figure that is not the sum of its things.

    What changes while this reads is marked, so what differs is looked at again once it is settled.
    """
    settle()
    found: list[Difference] = []
    for unit in Unit:
        for ids in queries.batches(unit):
            wrong = queries.wrong_things(unit, ids)
            if wrong and settle():
                wrong = queries.wrong_things(unit, ids)
            found += wrong
    while True:
        turn = queries.turn()
        figures = queries.wrong_figures(queries.sums())
        if queries.turn() == turn:
            return found + figures


@transaction.atomic
def repair(*, differences: int, by: Actor, at: datetime) -> None:
    """Count everything again, write every figure anew; how many were wrong is in the log."""
    hold()
    for unit in Unit:
        for ids in queries.batches(unit):
            change = queries.change({unit: ids})
            change.moves.clear()
            write(change)
    Figure.objects.all().delete()
    put(queries.sums())
    events.publish(facts.FiguresRepaired(ledger_id=1, differences=differences), by=by, at=at)
