"""One way to leave work for later: the job is written in the transaction of its cause."""

import time

from django.db import connection
from django.utils import timezone
from django_q.tasks import async_task

A_BREATH = 0.12  # seconds


def enqueue(job: str, *ids: int | str, seconds: int | None = None) -> None:
    """Run the function at this dotted path with these ids after commit, at least once.

    Jobs are idempotent: a killed worker's job is taken up again. One that may need longer than the worker
    allows says for how many `seconds`; it must bear being begun again while it runs. One that goes well
    leaves no line in the queue: reading the last ones, writing it cost more than most jobs.
    """
    async_task(job, *ids, save=False, **({} if seconds is None else {"timeout": seconds}))


def weigh_tables() -> None:
    """Let SQLite look at a thousand rows of each index, to choose well; PostgreSQL does so itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")


def breathe() -> None:
    """Between two long transactions: SQLite lets whoever waits look again each tenth of a second."""
    time.sleep(A_BREATH)


def take_exports_away() -> None:
    """Files that members made for themselves last a day."""
    from jaras.kernel import exports

    exports.take_away(at=timezone.now())
