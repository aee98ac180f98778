"""Runs the queue of jobs; where one of its processes dies suddenly, all of them begin anew."""

import os
import signal
import sys

import django
from django.core.management import call_command

django.setup()

from django_q import cluster  # noqa: E402 - its models need a Django that is set up


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


if __name__ == "__main__":
    cluster.Sentinel = Sentinel
    sys.argv = ["jaras.ops.queue"]
    call_command("qcluster")
