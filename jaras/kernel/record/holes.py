"""Rows of PostgreSQL that are committed after a higher number was sealed.

A number is given out before its row is committed, so a higher number may be seen first. What was skipped is
remembered as a hole, looked at again each time; a hole closes once everybody who was at work when it was seen
has ended, for then nobody can fill it any more but by hand. SQLite gives out numbers in the order of commits.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import connections
from django.db.models import Q

from jaras.kernel.record import routing
from jaras.kernel.record.canonical import Row, rows_of
from jaras.kernel.record.models import Hole

STILL_AT_WORK = """
SELECT clock_timestamp(), least(
    (SELECT min(xact_start) FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()),
    (SELECT min(prepared) FROM pg_prepared_xacts WHERE database = current_database()))
"""


def are_possible() -> bool:
    return connections[routing.alias()].vendor == "postgresql"


def filled(log: str) -> list[Row]:
    """Rows that came into the holes of a log; holes that nobody can fill any more are closed."""
    known = list(Hole.objects.filter(log=log).order_by("first"))
    if not known:
        return []
    _now, oldest = _clock()  # before the rows are read: whoever ended by now is seen below
    within = Q()
    for hole in known:
        within |= Q(id__range=(hole.first, hole.last))
    rows: list[Row] = list(rows_of(log).filter(within))
    for hole in known:
        came = [row[0] for row in rows if hole.first <= row[0] <= hole.last]
        if oldest is not None and oldest <= hole.seen_at:
            left = list(between(hole.first - 1, [*came, hole.last + 1]))
            if came:
                Hole.objects.bulk_create(
                    Hole(log=log, first=first, last=last, seen_at=hole.seen_at) for first, last in left
                )
                hole.delete()
        else:
            hole.delete()
    return rows


def remember(log: str, after: int, numbers: Iterable[int]) -> None:
    """The numbers that were skipped on the way to these."""
    if skipped := list(between(after, numbers)):
        now, _oldest = _clock()
        Hole.objects.bulk_create(
            Hole(log=log, first=first, last=last, seen_at=now) for first, last in skipped
        )


def between(after: int, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The ranges that a rising series leaves out."""
    for number in numbers:
        if number > after + 1:
            yield after + 1, number - 1
        after = number


def _clock() -> tuple[datetime, datetime | None]:
    """The database's hour; since when the oldest of those still at work has been so."""
    with connections[routing.alias()].cursor() as cursor:
        cursor.execute(
            "SELECT pg_stat_clear_snapshot()"
        )  # within a transaction they would be those of before
        cursor.execute(STILL_AT_WORK)
        now, oldest = cursor.fetchone()
    return now, oldest
