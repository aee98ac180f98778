"""A calendar of ours, hostile words in it, is read by ical.js as icalendar wrote it."""

import json
import os
import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from jaras.calendars.rules.entries import Entry, Event, Todo, written
from jaras.ops.assets import install_npm_packages, own_node
from jaras.ops.repository import repository_root
from proof._saying import ended

ENTRIES, SEED = 2000, 20261128
SIGNS = "abé ;,:\\\"'\n\t<>&%{}()=+*/#@جرس المداومة ⁧⁩ 😀 日本"
READER = """
const ICAL = require(process.argv[2]);
const calendar = new ICAL.Component(ICAL.parse(require("fs").readFileSync(0, "utf8")));
const moment = (part, name) => part.getFirstPropertyValue(name).toJSDate().toISOString();
console.log(JSON.stringify({
  name: calendar.getFirstPropertyValue("x-wr-calname"),
  entries: calendar.getAllSubcomponents().map(part => [
    part.name, part.getFirstPropertyValue("uid"), part.getFirstPropertyValue("sequence"),
    part.getFirstPropertyValue("summary"), part.getFirstPropertyValue("url"),
    ...(part.name === "vevent" ? ["dtstart", "dtend"] : ["due"]).map(name => moment(part, name)),
  ]),
}));
"""


def main() -> int:
    entries = made(random.Random(SEED))  # nosec B311 - a proof that comes out the same
    file = written(entries, name="Jaras جرس", at=datetime(2026, 11, 28, 2, 10, tzinfo=UTC))
    read = as_another_reads(file)
    problems = [] if read["name"] == "Jaras جرس" else [f"the name is read as {read['name']!r}"]
    if len(read["entries"]) != len(entries):
        problems.append(f"{len(entries)} written, {len(read['entries'])} read")
    for ours, theirs in zip(entries, read["entries"], strict=False):
        if told(ours) != theirs:
            problems.append(f"{told(ours)} is read as {theirs}")
    print(f"  {len(entries)} entries, {len(file)} octets")
    return ended("calendars", problems)


def made(chance: random.Random) -> list[Entry]:
    """Turns, meetings, bells at any hour of two years, among them nights on which clocks change."""
    found: list[Entry] = []
    for number in range(ENTRIES):
        words = "".join(chance.choices(SIGNS, k=chance.randint(1, 160)))
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 2 * 525_600))
        given = {
            "version": chance.randint(1, 99),
            "title": words,
            "address": f"https://x.example/{number}/?a=1,2;3",
        }
        if number % 2:
            found.append(Todo(uid=f"bell-{number}@x", due_at=at, **given))  # type: ignore[arg-type]
        else:
            end = at + timedelta(minutes=chance.randint(1, 2000))
            found.append(Event(uid=f"turn-{number}@x", starts_at=at, ends_at=end, **given))  # type: ignore[arg-type]
    return found


def told(entry: Entry) -> list[object]:
    kind = "vevent" if isinstance(entry, Event) else "vtodo"
    hours = [entry.starts_at, entry.ends_at] if isinstance(entry, Event) else [entry.due_at]  # type: ignore[attr-defined]
    moments = [f"{hour:%Y-%m-%dT%H:%M:%S}.000Z" for hour in hours]
    return [kind, entry.uid, entry.version, entry.title, entry.address, *moments]


def as_another_reads(file: bytes) -> dict[str, Any]:
    root = repository_root()
    packages = install_npm_packages(root, "calendars", "--include=dev")
    try:
        node = shutil.which("node") or str(own_node(root))
        reader = str(packages / "ical.js" / "dist" / "ical.es5.cjs")
        command = [node, "-e", READER, "-", reader]
        done = subprocess.run(command, input=file, capture_output=True, check=False, env=dict(os.environ))
    finally:
        shutil.rmtree(packages)
    if done.returncode:
        raise SystemExit(f"ical.js refuses the file: {done.stderr.decode()[:2000]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    sys.exit(main())
