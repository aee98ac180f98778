"""What follows the end of a watch, what is overdue of its handover."""

from collections.abc import Iterator
from datetime import datetime

from jaras.alerts.lists import watched
from jaras.alerts.queries import Overdue
from jaras.governance import events as governance
from jaras.governance.models import Watch
from jaras.handover import actions, queries
from jaras.kernel.actor import SYSTEM, Actor


def on_end(event: governance.WatchHandedOver | governance.WatchEnded, *, by: Actor, at: datetime) -> None:
    """The house writes the list, in the same transaction: of what is sealed too, for those who see it."""
    watch = Watch.objects.select_related("holder").get(pk=event.watch_id)
    actions.lay_out(watch=watch, by=SYSTEM, at=at)


def overdue(actor: Actor, at: datetime) -> Iterator[Overdue]:
    found = queries.unacknowledged(actor, at, delay=watched()["handover"].after[""])
    if found is not None:
        yield found
