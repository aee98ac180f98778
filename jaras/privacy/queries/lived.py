"""Whether the clock is believed before anything is emptied: the house must have lived up to its hour."""

from datetime import datetime, timedelta

from jaras.kernel.models import EventRecord

LOOKED_AT, LIVED = timedelta(days=30), 7


def clock_believed(*, at: datetime) -> bool:
    """At least seven of the last thirty days left an event.

    A clock that jumps years ahead would make everything past its time in one night. The days before its
    hour are empty then; whoever works there sees a wrong date on each page long before seven have passed.
    """
    recent = EventRecord.objects.filter(at__gt=at - LOOKED_AT, at__lte=at)
    return len(recent.order_by().values("at__date").distinct()[:LIVED]) == LIVED
