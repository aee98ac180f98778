"""Leaves a house for a day without its worker, then moves its clock six years on and back."""

import json
import os
import sys
import time
from collections.abc import Iterator
from typing import Any

from jaras.ops.repository import repository_root
from proof._house import House, house
from proof._night import NIGHT
from proof._saying import ended
from proof._times import DUE, REPORTS, STATE, TIMETABLE
from proof.rehearsal import command, rows, settled

# What no clock may change. The terms of partners run out in another year, with them the states of needs.
STAYS = (
    "people.Person",
    "intake.Report",
    "care.Diagnosis",
    "care.Intervention",
    "kernel.StoredFile",
)
AWAY, YEARS = 25, 6 * 8766
A_DAY_AWAY = (-20, -15, -10, -5, -1)
EACH = 10
PATIENCE_S = 420
EMPTIES = "jaras.privacy.jobs.forget_tonight"


def main() -> int:
    found = [str(repository_root() / "proof" / "elsewhen"), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, found))
    return ended("clock", list(lived_through()))


def lived_through() -> Iterator[str]:
    """On SQLite; on PostgreSQL it would take as long again, to show the same code."""
    show(-AWAY)
    with house(members=2) as cell:
        cell.run(NIGHT)
        cell.run(DUE)
        settled(cell)
        yield from without_a_worker(cell)
        yield from another_year(cell)


def show(hours: float) -> None:
    """The hour that every process begun from now on sees."""
    os.environ["PROOF_HOURS"] = str(hours)


def without_a_worker(cell: House) -> Iterator[str]:
    """A day of reports that no job looked at; then everything is made up for, nothing a thousand times."""
    cell.stop()
    before = state(cell)
    for hours in A_DAY_AWAY:
        show(hours)
        cell.run(REPORTS.format(number=EACH, name=f"hour{hours}"))
    show(0)
    kept = state(cell)
    wanted = EACH * len(A_DAY_AWAY)
    if (came := kept["reports"] - before["reports"]) != wanted or kept["jobs"] < wanted:
        yield f"without a worker {came} reports of {wanted} came, {kept['jobs']} jobs wait"
    begun = time.monotonic()
    cell.start()
    yield from on_time(cell, kept["now"], begun, every=True)
    settled(cell)
    took, found = time.monotonic() - begun, state(cell)
    mails = [times for address, times in found["mails"].items() if address.startswith("hour")]
    if len(mails) != wanted or sum(mails) != found["answers"] or found["unsent"]:
        yield f"{sum(mails)} mails of {found['answers']} to {len(mails)} callers of {wanted}"
    if found["referrals"] != {"expired": 1, "reminded": 1}:
        yield f"the terms of the day are not told: {found['referrals']}"
    if found["failed"]:
        yield f"jobs failed: {found['failed']}"
    yield from true(cell)
    print(f"a day without a worker was made up for in {took:.0f} s", flush=True)


def another_year(cell: House) -> Iterator[str]:
    """The battery of the clock is dead: the machine starts in another year, works there, is put right."""
    before = rows(cell)
    cell.stop()
    show(YEARS)
    then = state(cell)["now"]
    cell.start()
    cell.run(REPORTS.format(number=1, name="year"))
    wait_for(cell, then, [EMPTIES])  # whatever may be emptied is looked for in that year
    settled(cell)
    cell.stop()
    show(0)
    said = command(cell, "doctor")
    if "earlier than the last event" not in said:
        yield f"the doctor does not say that the clock had jumped: {said}"
    since, begun = state(cell)["now"], time.monotonic()
    cell.start()
    cell.run(REPORTS.format(number=1, name="back"))
    yield from on_time(cell, since, begun, every=False)
    settled(cell)
    after, found = rows(cell), state(cell)
    if found["emptied"]:
        yield "a wrong clock emptied what was kept"
    if found["failed"]:
        yield f"jobs failed: {found['failed']}"
    if lost := before["cases.Case"].keys() - after["cases.Case"].keys():
        yield f"cases lost by a wrong clock: {sorted(lost)}"
    for table in STAYS:
        changed = [key for key, digest in before[table].items() if after[table].get(key) != digest]
        if changed or not before[table]:
            yield f"{table}: changed by a wrong clock: {changed[:10]} of {len(before[table])}"
    yield from true(cell)
    print(f"six years ahead and back, {sum(map(len, after.values()))} rows", flush=True)


def on_time(cell: House, since: str, begun: float, *, every: bool) -> Iterator[str]:
    """Each periodic job ran once for all the turns it missed, then in its time; it comes within a day."""
    jobs = list(told(cell, TIMETABLE.format(since=since)))
    wait_for(cell, since, jobs if every else [name for name in jobs if name.endswith(("due", "settle"))])
    for name, row in told(cell, TIMETABLE.format(since=since)).items():
        turns = (time.monotonic() - begun) / row["every"]
        if row["ran"] > turns + 2:
            yield f"{name} ran {row['ran']} times in {turns:.1f} turns"
        if row["hours"] > 25:
            yield f"{name} comes in {row['hours']:.0f} hours only"


def wait_for(cell: House, since: str, jobs: list[str]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        found = told(cell, TIMETABLE.format(since=since))
        if not (missing := [name for name in jobs if not found[name]["ran"]]):
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"{missing} did not run again.")
        time.sleep(6)


def true(cell: House) -> Iterator[str]:
    """The record proves itself, the figures are what the facts say."""
    for words in (("audit", "verify"), ("check", "figures")):
        if said := command(cell, *words):
            yield said


def state(cell: House) -> dict[str, Any]:
    return told(cell, STATE)


def told(cell: House, code: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cell.run(code).splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
