"""Prepares a data folder: pages, database, territory, stories of the demo."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from jaras.ops import assets, place
from jaras.ops.place import DEMO, Place
from jaras.ops.steps import Failure, Steps, alone

# Other versions and extensions of htmx, which its package brings along and no page asks for.
UNUSED = ["htmax-*", "htmx-4*", "ext"]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras setup", description=__doc__)
    place.add_arguments(parser)
    options = parser.parse_args(argv)
    try:
        prepare(place.chosen(options))
    except Failure as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    return 0


def prepare(where: Place) -> None:
    """Every step is repeated only when what it is made from has changed."""
    assets.make(learn=False)
    where.enter()
    with alone(where.data / "setup.lock"):
        where.remember()
        import django

        django.setup()
        from jaras.kernel.periodic import keep_timetable

        with _pages_collected(Steps(where.data / "stamps")):
            _migrate()
        _make_keys(where)
        keep_timetable()  # new code may bring a periodic job without a migration
        _know_the_kingdom(where)
        if where.mode == DEMO:
            _tell_the_stories()


def _make_keys(where: Place) -> None:
    """At the first start, before anything is sealed; a real copy says once where they are."""
    from jaras.kernel.keys import KeysMissing, ring

    try:
        made = ring.make()
    except KeysMissing as missing:
        raise Failure(str(missing)) from missing
    if made and where.mode != DEMO:
        print(
            f"The keys of what is sealed were made in {ring.path()}. No backup holds them: run\n"
            "    jaras keys export FILE\n"
            "now, keep that file apart from this machine, apart from the backups. Without the keys nobody "
            "can read\nwhat is sealed, neither a thief nor you.",
            flush=True,
        )


def _know_the_kingdom(where: Place) -> None:
    """The provinces to choose from; the demo has chosen, a real one is asked in the browser."""
    from django.conf import settings
    from django.utils.timezone import now

    from jaras.kernel.actor import SYSTEM
    from jaras.kernel.refusal import Refused
    from jaras.territory import actions, queries
    from jaras.web.territory.key import setup_key

    invented = where.mode == DEMO
    try:
        actions.require_kind(invented=invented)
        actions.load(by=SYSTEM, at=now())
        chosen = queries.installation() is not None
        if not invented and not chosen:
            setup_key()
        elif invented and (not chosen or "JARAS_TERRITORY" in os.environ):
            actions.choose(province_code=settings.TERRITORY, invented=True, by=SYSTEM, at=now())
    except Refused as refused:
        raise Failure(str(refused)) from refused


def _tell_the_stories() -> None:
    """Once: the stories of a demo that has none yet."""
    from django.utils.timezone import now

    from jaras.intake.models import Report
    from jaras.ops.demo import told_once

    if not Report.objects.exists():
        print("Telling the stories of the demo …", flush=True)
        told_once(at=now())


@contextmanager
def _pages_collected(steps: Steps) -> Iterator[None]:
    """In a process of its own where it must be done: what goes on meanwhile needs no page."""
    if steps.succeeded("static", _files_of_pages()) and _pages_ready():
        yield
        return
    beside = get_context("spawn").Process(target=_collect_pages, args=(steps,))
    beside.start()
    try:
        yield
    finally:
        beside.join()
    if beside.exitcode:
        raise Failure("The files of the pages could not be collected: the lines above say why.")


def _collect_pages(steps: Steps) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    steps.once(
        "static",
        _files_of_pages(),
        lambda: call_command(
            "collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=UNUSED
        ),
        "Collecting the files of the pages",
        ready=_pages_ready,
    )


def _files_of_pages() -> list[Path]:
    from django.contrib.staticfiles.finders import get_finders

    listed = [entry for finder in get_finders() for entry in finder.list(ignore_patterns=UNUSED)]
    return [Path(storage.path(name)) for name, storage in listed]


def _pages_ready() -> bool:
    from django.conf import settings

    return (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()


def _migrate() -> None:
    from django.db import OperationalError

    try:
        waiting = migrations_waiting()
    except OperationalError as error:
        raise Failure(f"The database does not answer ({error}): start it, or mend DATABASE_URL.") from error
    if waiting:
        print("Bringing the database up to date …", flush=True)
        migrate()


def migrations_waiting() -> int:
    """In the database, in the file of the record where it has one."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from jaras.kernel.record import routing

    executor = MigrationExecutor(connections["default"])
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if routing.alias() != "default":
        executor = MigrationExecutor(connections[routing.alias()])
        wanted = [node for node in executor.loader.graph.leaf_nodes() if node[0] == routing.LABEL]
        waiting += len(executor.migration_plan(wanted))
    return waiting


def migrate() -> None:
    """The record last: it takes rows over from tables that the database made before."""
    from django.core.management import call_command

    from jaras.kernel.record import routing

    call_command("migrate", interactive=False, verbosity=0)
    if routing.alias() != "default":
        call_command("migrate", routing.LABEL, database=routing.alias(), interactive=False, verbosity=0)
