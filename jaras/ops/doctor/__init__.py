"""Examines this copy: says what is well, what is not, what to do about it."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import jaras
from jaras.ops import place
from jaras.ops.doctor import jobs, kept, machine, night, record, watch
from jaras.ops.doctor.jobs import be_taken
from jaras.ops.doctor.verdicts import Advice, Fault

__all__ = ["Advice", "Fault", "be_taken", "checks", "examined", "main"]


def main(argv: list[str]) -> int:
    """0: nothing that must be mended; 1: something that must."""
    parser = argparse.ArgumentParser(prog="jaras doctor", description=__doc__)
    place.add_arguments(parser)
    where = place.chosen(parser.parse_args(argv))
    where.enter()
    import django

    django.setup()
    print(f"Jaras {jaras.__version__}, {where.mode}, in {where.data}")
    faults = [name for name, check in checks(where.data, where.mode) if not examined(name, check)]
    print(f"To mend: {', '.join(faults)}." if faults else "Nothing must be mended.")
    return 1 if faults else 0


def checks(data: Path, mode: str) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "versions", machine.versions
    yield "settings", lambda: machine.settings(mode)
    yield "folder", lambda: machine.folder(data)
    yield "disk", lambda: machine.disk(data)
    yield "clock", machine.clock
    yield "database", kept.database
    yield "migrations", kept.migrations
    yield "keys", lambda: kept.keys(data)
    yield "sealed", kept.sealed
    yield "worker", jobs.worker
    yield "queue", jobs.queue
    yield "timetable", jobs.timetable
    yield "registry", night.searched
    yield "watch", watch.reach
    yield "record", record.sealed
    yield "proof", lambda: record.proved(data, mode)
    yield "backup", lambda: kept.backup(data, mode)
    yield "sheets", lambda: kept.sheets(data)


def examined(name: str, check: Callable[[], str]) -> bool:
    """Whether nothing here must be mended; one that fails does not hide the next."""
    try:
        print(f"  well    {name:<11} {check()}", flush=True)
    except Advice as advice:
        print(f"  advice  {name:<11} {advice}", flush=True)
    except Exception as fault:
        print(f"  NOT     {name:<11} {fault}", flush=True)
        return False
    return True
