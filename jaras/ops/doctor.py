"""Examines this copy: says what is well, what is not, what to do about it."""

import argparse
import os
import platform
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import jaras
from jaras.ops import place
from jaras.ops.postgres import OLDEST_MAJOR

LEAST_FREE_BYTES = 1_000_000_000
WORKER_PATIENCE_SECONDS = 15


class Fault(Exception):
    """Something that is not well; the message says what to do."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras doctor", description=__doc__)
    place.add_arguments(parser)
    where = place.chosen(parser.parse_args(argv))
    where.enter()
    import django

    django.setup()
    print(f"Jaras {jaras.__version__}, {where.mode}, in {where.data}")
    results = [examined(name, check) for name, check in checks(where.data)]
    return 0 if all(results) else 1


def checks(data: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "versions", versions
    yield "folder", lambda: folder(data)
    yield "disk", lambda: disk(data)
    yield "clock", clock
    yield "database", database
    yield "migrations", migrations
    yield "worker", worker


def examined(name: str, check: Callable[[], str]) -> bool:
    try:
        print(f"  well    {name:<11} {check()}", flush=True)
    except Exception as fault:
        print(f"  NOT     {name:<11} {fault}", flush=True)
        return False
    return True


def versions() -> str:
    import django
    import granian

    return f"Python {platform.python_version()}, Django {django.__version__}, Granian {granian.__version__}"


def folder(data: Path) -> str:
    for path in (data, data / "media"):
        path.mkdir(exist_ok=True)
        probe = path / f".doctor-{uuid4().hex}"
        try:
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise Fault(
                f"{path} cannot be written ({error.strerror}): give it to the user that runs Jaras."
            ) from error
    key = data / "secret.key"
    if key.exists() and key.stat().st_mode & 0o077:
        raise Fault(f"{key} can be read by others: chmod 600 {key}")
    return "can be written"


def disk(data: Path) -> str:
    free = shutil.disk_usage(data).free
    if free < LEAST_FREE_BYTES:
        raise Fault(f"only {free / 1e6:.0f} MB free: make room, or reports will be refused.")
    return f"{free / 1e9:.1f} GB free"


def clock() -> str:
    from jaras.kernel.models import EventRecord

    try:
        zone = ZoneInfo("Africa/Casablanca")
    except ZoneInfoNotFoundError as error:
        raise Fault("the time zones are missing: install tzdata.") from error
    now = datetime.now(UTC)
    last = EventRecord.objects.order_by("-id").values_list("at", flat=True).first()
    if last is not None and last > now + timedelta(minutes=1):
        raise Fault(
            f"the clock shows {now:%Y-%m-%d %H:%M} UTC, earlier than the last event: set the clock (NTP)."
        )
    return f"{now.astimezone(zone):%Y-%m-%d %H:%M} in Casablanca"


def database() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(1)")
            verdict = cursor.fetchone()[0]
            if verdict != "ok":
                raise Fault(
                    f"SQLite finds the file damaged ({verdict}): stop Jaras, restore the last backup."
                )
            cursor.execute("PRAGMA journal_mode")
            journal = cursor.fetchone()[0]
            cursor.execute("SELECT sqlite_version()")
            return f"SQLite {cursor.fetchone()[0]}, {journal.upper()} journal, checked"
        cursor.execute("SHOW server_version")
        version = str(cursor.fetchone()[0])
    if int(version.split(".")[0]) < OLDEST_MAJOR:
        raise Fault(f"PostgreSQL {version} is too old: {OLDEST_MAJOR} or newer is needed.")
    return f"PostgreSQL {version}"


def migrations() -> str:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise Fault(f"{len(waiting)} migrations wait: run `jaras setup`.")
    return "up to date"


def worker() -> str:
    """Leave a job, see whether somebody takes it."""
    from django_q.models import OrmQ, Success
    from django_q.tasks import async_task

    job = async_task("jaras.ops.doctor.be_taken", task_name="doctor")
    begun = time.monotonic()
    while time.monotonic() - begun < WORKER_PATIENCE_SECONDS:
        if Success.objects.filter(id=job).exists():
            return f"took a job in {time.monotonic() - begun:.1f} s, {OrmQ.objects.count()} waiting"
        time.sleep(0.2)
    raise Fault(
        f"no worker took a job in {WORKER_PATIENCE_SECONDS} s, {OrmQ.objects.count()} wait: "
        "start `jaras run` or `jaras worker`."
    )


def be_taken() -> int:
    """The job that the examination leaves."""
    return os.getpid()
