"""Copies a night's work while it goes on, brings it back elsewhere, compares every row."""

import json
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_bytes

from jaras.ops.postgres import free_port, temporary
from jaras.ops.repository import repository_root
from proof._house import House, house
from proof._night import FILES, NIGHT, NIGHT_GOES_ON, ROWS, WAITING
from proof._saying import ended
from proof.crash import Written, writing

# What a night leaves: of each, rows that nobody touched since must come back as they were.
OF_THE_NIGHT = (
    "governance.Watch",
    "intake.Report",
    "intake.HelpCall",
    "intake.Mission",
    "intake.Duty",
    "cases.Case",
    "people.Person",
    "care.Diagnosis",
    "care.Need",
    "care.Referral",
    "care.Intervention",
    "kernel.StoredFile",
    "kernel.EventRecord",
)
PASSPHRASE = "la cloche voyage seule"
ACKNOWLEDGED = 5  # before the copy begins
# What comes and goes: jobs, what waits for them, numbers of the record whose rows are on their way.
PASSING = ("django_q.", "steering.Mark", "record.Hole")
Rows = dict[str, dict[str, str]]


def main() -> int:
    problems = rehearse("SQLite")
    with temporary() as first, temporary() as second:
        problems += rehearse("PostgreSQL", here=first.url, there=second.url)
    return ended("rehearsal", problems)


def rehearse(engine: str, *, here: str = "", there: str = "") -> list[str]:
    with tempfile.TemporaryDirectory(prefix="jaras-elsewhere-") as folder:
        file, written = Path(folder) / "night.jaras", Written()
        with house(database=here, members=2) as cell:
            cell.run(NIGHT)
            settled(cell)
            before = rows(cell)
            with writing(cell, written), going_on(cell):
                wait_for(ACKNOWLEDGED, written)
                acknowledged = set(written.acknowledged.values())
                begun = time.monotonic()
                said = command(cell, "backup", str(file)) or command(
                    cell, "keys", "export", str(keys_of(file))
                )
                took = time.monotonic() - begun
                meanwhile = len(written.acknowledged) - len(acknowledged)
                time.sleep(0.5)
            after = rows(cell)
            other = House(Path(folder) / "data", free_port(), there, cell.tokens)
            problems = [said] if said else list(brought_back(file, other, wrong_kind=here == ""))
        if not problems:
            found = rows(other)
            problems = [*compared(before, after, found), *kept(acknowledged, found), *files(other)]
            problems += serves(other)
            print(
                f"{engine}: {took:.1f} s for a copy while {meanwhile} reports came in; "
                f"{sum(map(len, found.values()))} rows brought back, "
                + ", ".join(f"{len(found[name])} {name.rpartition('.')[2]}" for name in OF_THE_NIGHT),
                flush=True,
            )
    return [f"{engine}: {problem}" for problem in [*written.refused, *problems]]


@contextmanager
def going_on(cell: House) -> Iterator[None]:
    """A process beside the server takes reports with voice notes until the block ends."""
    line = [sys.executable, "-c", NIGHT_GOES_ON]
    process = subprocess.Popen(
        line, env=cell.environment, cwd=repository_root(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        process.stdout.readline()  # the first is taken
        yield
    finally:
        process.communicate()
        if process.returncode:
            raise AssertionError("The process that takes voice notes failed: read what it says above.")


def wait_for(number: int, written: Written, seconds: float = 120) -> None:
    """Until the senders were told so often that their report is kept."""
    deadline = time.monotonic() + seconds
    while len(written.acknowledged) < number:
        if time.monotonic() > deadline:
            raise AssertionError(f"Only {len(written.acknowledged)} reports were taken: {written.refused}")
        time.sleep(0.05)


def keys_of(file: Path) -> Path:
    """They travel beside the copy, never in it."""
    return file.with_name("keys.json")


def command(where: House, *words: str) -> str:
    """What a command that failed said; nothing when it went well."""
    environment = where.environment | {"JARAS_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(
        where.jaras(*words),
        env=environment,
        cwd=repository_root(),
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else f"jaras {words[0]}: {done.stdout}{done.stderr}"


def brought_back(file: Path, other: House, *, wrong_kind: bool) -> Iterator[str]:
    """On another machine, as far as one machine can play two: another folder, another database."""
    if wrong_kind:
        url = "postgres://jaras@127.0.0.1:1/none"
        stranger = House(other.data.with_name("stranger"), other.port, url, [])
        line = ["restore", str(file), "--keys", str(keys_of(file)), "--data", str(stranger.data)]
        refused = command(stranger, *line)
        if "This backup was made on SQLite: unset DATABASE_URL" not in refused or stranger.data.exists():
            yield f"brought back to another kind of database: {refused or 'not refused'}"
    yield from without_the_keys(file, other)
    line = ["restore", str(file), "--keys", str(keys_of(file)), "--data", str(other.data)]
    if said := command(other, *line):
        yield said


def without_the_keys(file: Path, other: House) -> Iterator[str]:
    """The keys are lost: one sentence says so, nothing is touched, whatever is tried in their place."""
    lost = file.with_name("lost.json")
    key = b64encode(token_bytes(32)).decode()
    lost.write_text(json.dumps({"format": 1, "current": 1, "versions": {"1": key}, "lookup": key}))
    for given in ([], ["--keys", str(lost)]):
        refused = command(other, "restore", str(file), *given, "--data", str(other.data))
        if "Traceback" in refused or not any(word in refused for word in ("--keys", "do not open")):
            yield f"restored without its keys: {refused or 'not refused'}"
        if other.data.exists():
            yield "a restore without keys left something behind"


def rows(where: House) -> Rows:
    """Of each table, the digest of each row."""
    found: Rows = json.loads(where.run(ROWS).splitlines()[-1])
    return found


def compared(before: Rows, after: Rows, found: Rows) -> Iterator[str]:
    """What nobody touched meanwhile is the same; what is there, the first machine knows."""
    for table, known in before.items():
        untouched = {key for key, digest in known.items() if after[table].get(key) == digest}
        wrong = sorted(key for key in untouched if found[table].get(key) != known[key])
        if wrong:
            yield f"{table}: lost or changed on the way: {wrong[:10]} of {len(untouched)}"
        if table in OF_THE_NIGHT and not untouched:
            yield f"{table}: nothing was compared"
    for table, brought in found.items():
        unknown = sorted(brought.keys() - after[table].keys())
        if unknown and not table.startswith(PASSING):
            yield f"{table}: rows that the first machine does not know: {unknown[:10]}"


def kept(acknowledged: set[int], found: Rows) -> Iterator[str]:
    """Every report whose sender had an answer before the copy began."""
    lost = sorted(number for number in acknowledged if str(number) not in found["intake.Report"])
    if lost:
        yield f"acknowledged before the copy, not in it: {lost[:10]}"


def files(other: House) -> Iterator[str]:
    """Every file that a row names is there, byte for byte; the voice note of the night opens."""
    told = json.loads(other.run(FILES).splitlines()[-1])
    if told["damaged"] or not told["whole"]:
        yield f"files: {told['damaged'][:10]} damaged of {told['whole']}"
    if told["seconds"] != 1.0:
        yield f"the voice note of the night lasts {told['seconds']} s instead of 1"


def serves(other: House) -> Iterator[str]:
    """It serves with the keys given out on the first machine; its queue, figures, record are in order."""
    other.start()
    try:
        headers = {"Authorization": f"Bearer {other.tokens[0]}"}
        status, _answer = other.ask("GET", "/api/v1/reports", headers=headers)
        if status != 200:
            yield f"a key of the first machine is answered {status} on the second"
        settled(other)
        for words in (("check", "figures"), ("audit", "verify")):
            if said := command(other, *words):
                yield said
    finally:
        other.stop()


def settled(where: House, seconds: float = 150) -> None:
    """Until no job waits; one that was under way while the copy was taken comes again after 90 s."""
    deadline = time.monotonic() + seconds
    while int(where.run(WAITING).splitlines()[-1]):
        if time.monotonic() > deadline:
            raise AssertionError("Jobs still wait: the worker does not work.")
        time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(main())
