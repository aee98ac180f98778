"""Runs named parts one after the other, tells at the end which failed with what they said."""

import re
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jaras.ops.overheard import overheard
from jaras.ops.repository import repository_root

Part = Callable[[], int]
# For the programs a part runs: lines long enough for an error, shown as they come.
ENVIRONMENT = {"COLUMNS": "150", "PYTHONUNBUFFERED": "1"}
LAST_LINES = 30
MOST_LINES = 90
ERROR_LINES = 3
# What pytest prints: the title of a failure, its error, the list of failures at the end.
TITLE, ERROR, NAMED = re.compile(r"_{2,} .+ _{2,}$"), re.compile(r"E  "), re.compile(r"(FAILED|ERROR) ")
COUNTED = re.compile(r"(?:=+ )?(\d+ (?:passed|failed|error)\b.*) in [\d.]+s\b")


@dataclass(frozen=True)
class Result:
    """What became of one part."""

    name: str
    passed: bool
    seconds: float
    said: list[str]


def run(kind: str, parts: Mapping[str, Part], asked: Sequence[str]) -> int:
    """Every part is run whatever the others did; a part that cannot run has failed."""
    unknown = [name for name in asked if name not in parts]
    if unknown:
        print(f"There is no {kind} part {unknown[0]!r}: choose among {', '.join(parts)}.")
        return 2
    results = []
    for name in asked or parts:
        print(f"\n{_rule(kind, name)}", flush=True)
        results.append(_result(name, parts[name]))
    told = summary(kind, results)
    print(f"\n{told}", end="", flush=True)
    file = summary_file(kind)
    file.parent.mkdir(exist_ok=True)
    file.write_text(told, encoding="utf-8")
    return 0 if all(result.passed for result in results) else 1


def summary_file(kind: str) -> Path:
    """Where `.ci/run` finds the last summary again."""
    return repository_root() / ".jaras" / f"summary-{kind}.txt"


def summary(kind: str, results: Sequence[Result]) -> str:
    """Why each failed part failed, then one line a part."""
    failed = [result.name for result in results if not result.passed]
    lines = []
    for result in results:
        if not result.passed:
            lines += [_rule(kind, f"{result.name} FAILED"), *telling(result.said), ""]
    lines += [_rule(kind, "summary"), *map(_line, results)]
    if failed:
        lines.append(f"Failed: {', '.join(failed)}. One part alone: ./run {kind} {failed[0]}")
    return "\n".join([*lines, ""])


def telling(said: Sequence[str]) -> list[str]:
    """The tests that failed with the beginning of their error, else the last lines."""
    if not any(NAMED.match(line) for line in said):
        return list(said[-LAST_LINES:])
    told: list[str] = []
    room = 0
    for line in said:
        if TITLE.match(line):
            room = ERROR_LINES
        elif ERROR.match(line) and room:
            room -= 1
        elif not NAMED.match(line):
            continue
        else:
            room = 0
        told.append(line)
    if len(told) > MOST_LINES:
        told = [f"… {len(told) - MOST_LINES} lines before these", *told[-MOST_LINES:]]
    return told


def _line(result: Result) -> str:
    """`passed  sqlite  526.3 s  3760 passed`: how many tests ran is told where the part says so."""
    counted = next(filter(None, map(COUNTED.match, reversed(result.said))), None)
    told = f"{'passed' if result.passed else 'FAILED'}  {result.name:<12} {result.seconds:6.1f} s"
    return f"{told}  {counted[1]}" if counted else told


def _rule(kind: str, title: str) -> str:
    return f"── {kind}: {title} " + "─" * max(0, 60 - len(title))


def _result(name: str, part: Part) -> Result:
    begun = time.monotonic()
    with overheard() as heard:
        passed = _succeeds(part)
    return Result(name, passed, time.monotonic() - begun, [line for line in heard.lines if line])


def _succeeds(part: Part) -> bool:
    try:
        return part() == 0
    except Exception:
        traceback.print_exc()
        return False
