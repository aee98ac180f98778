"""The work left for later: somebody takes it, nothing waits too long, what comes round again does come."""

import os
import time
from datetime import timedelta

from jaras.ops.doctor.verdicts import Fault, long

WORKER_PATIENCE_SECONDS = 15
QUEUE_PATIENCE = timedelta(minutes=10)
LOOKED_BACK = timedelta(hours=24)


def worker() -> str:
    """Leave a job, see whether somebody takes it."""
    from django_q.models import Success
    from django_q.tasks import async_task

    job = async_task("jaras.ops.doctor.be_taken", task_name="doctor")
    begun = time.monotonic()
    while time.monotonic() - begun < WORKER_PATIENCE_SECONDS:
        if Success.objects.filter(id=job).exists():
            return f"took a job in {time.monotonic() - begun:.1f} s"
        time.sleep(0.2)
    raise Fault(f"no worker took a job in {WORKER_PATIENCE_SECONDS} s: start `jaras run` or `jaras worker`.")


def be_taken() -> int:
    """The job that the examination leaves."""
    return os.getpid()


def queue() -> str:
    from django.utils.timezone import now
    from django_q.conf import Conf
    from django_q.models import Failure, OrmQ

    waiting = OrmQ.objects.count()
    # The queue marks a waiting job as free since `retry` seconds before it came.
    due = now() - timedelta(seconds=Conf.RETRY) - QUEUE_PATIENCE
    late = OrmQ.objects.filter(lock__lt=due).count()
    if late:
        raise Fault(
            f"{late} of {waiting} jobs wait for more than {long(QUEUE_PATIENCE)}: restart the worker, "
            "read what it says."
        )
    failed = Failure.objects.filter(stopped__gte=now() - LOOKED_BACK).order_by("-stopped")
    last = failed.first()
    if last is not None:
        said = str(last.result).strip().splitlines()
        raise Fault(
            f"{failed.count()} jobs failed since yesterday, {last.func} last ({said[0] if said else '?'}): "
            "mend the cause, a job is tried again by itself."
        )
    return f"{waiting} jobs wait, none failed since yesterday"


def timetable() -> str:
    """Every periodic job is in the table, its next run is not long past."""
    from django.utils.timezone import now
    from django_q.models import Schedule

    from jaras.kernel.periodic import registered

    known = registered()
    next_runs = dict(Schedule.objects.filter(name__in=known).values_list("name", "next_run"))
    missing = [name for name in known if name not in next_runs]
    if missing:
        raise Fault(f"{missing[0]} is not in the timetable: run `jaras setup`.")
    late = [name for name, at in next_runs.items() if at < now() - QUEUE_PATIENCE]
    if late:
        raise Fault(
            f"{late[0]} should have run at {next_runs[late[0]]:%Y-%m-%d %H:%M} UTC: start the worker."
        )
    return f"{len(known)} periodic jobs, each in time"
