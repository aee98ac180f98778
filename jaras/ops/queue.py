"""Runs the queue of jobs, seals the record; where a process dies suddenly, all of them begin anew."""

import logging
import multiprocessing
import os
import signal
import sys
import time
from contextlib import suppress
from typing import Any

import django
from django.core.management import call_command

django.setup()

from django.db import DatabaseError, close_old_connections, connections  # noqa: E402 - it needs a Django
from django.utils.timezone import now  # noqa: E402
from django_q import cluster, monitor  # noqa: E402
from django_q.models import Task  # noqa: E402
from django_q.monitor import save_task as save  # noqa: E402
from django_q.scheduler import scheduler as plan  # noqa: E402

from jaras.intake.queries import make_ready as read_words  # noqa: E402
from jaras.kernel.periodic import set_right  # noqa: E402
from jaras.kernel.record.sealing import seal_all  # noqa: E402

SEAL_EVERY_SECONDS = 5.0
logger = logging.getLogger("jaras.ops.queue")


class Sentinel(cluster.Sentinel):  # type: ignore[misc]
    """Brings back a process that was recycled or took too long; for one that was killed, all begin anew.

    A process killed while it waits keeps the lock of the queue it waits on: whoever took its place would
    wait behind it for ever, alive in every list. What was left undone is in the database.
    """

    def reincarnate(self, process: cluster.Process) -> None:
        timer = getattr(process, "timer", None)
        asked_for = timer is not None and int(timer.value) in (0, -2)
        if not asked_for:
            os.killpg(os.getpgrp(), signal.SIGKILL)
        super().reincarnate(process)


def scheduler(broker: Any = None) -> None:
    """What is due is asked for, once the timetable is of this year: whatever the clock showed before."""
    try:
        if moved := set_right(at=now()):
            logger.warning("Planned by another clock: %d jobs are brought to this day", moved)
        plan(broker=broker)
    except Exception:
        logger.exception("The timetable was not followed, it is tried again")


def save_task(task: dict[str, Any], broker: Any) -> None:
    """What went well leaves no line where none was asked for, unless it failed before: that is set right."""
    if task["success"] and not task.get("save", True) and Task.objects.filter(id=task["id"]).exists():
        task["save"] = True
    save(task, broker)


def make_ready() -> None:
    """Words, names of places are read once: each process that is forked, forked anew, has them."""
    with suppress(DatabaseError):  # if it is away, the first job reads them
        read_words()
    connections.close_all()


def keep_sealing() -> None:
    """As long as the queue runs; this process has nothing else to do, the timetable knows minutes only."""
    while multiprocessing.active_children():
        close_old_connections()
        try:
            seal_all(at=now())
        except Exception:  # the database may be away for a while: what waits is sealed when it is back
            logger.exception("The record was not sealed, it is tried again")
        time.sleep(SEAL_EVERY_SECONDS)


if __name__ == "__main__":
    cluster.Sentinel = Sentinel
    cluster.scheduler = scheduler
    monitor.save_task = save_task
    make_ready()
    sys.argv = ["jaras.ops.queue"]
    call_command("qcluster")
    keep_sealing()
