"""What the telephones of the simulator said, what they were told: one line a fact, in a file of the demo.

A file to which every process of the server appends at once, without a lock; no table, so that a real copy has
nothing of it to declare, seal or migrate. Nobody in it exists.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import randbelow
from typing import Any

from django.conf import settings

SHOWN = 40  # lines of one telephone


@dataclass(frozen=True)
class Line:
    """One message on a telephone, as far as it came."""

    id: str
    writer: str
    words: str
    at: datetime
    ours: bool = False  # the cell wrote it
    file: str = ""
    media_type: str = ""
    says: str = ""
    state: str = ""


@dataclass
class Journal:
    """Everything that was written down, folded: what each telephone shows, which of them refuse."""

    length: int = 0
    lines: dict[str, Line] = field(default_factory=dict)
    refusing: set[str] = field(default_factory=set)

    def of(self, writer: str) -> list[Line]:
        return [line for line in self.lines.values() if line.writer == writer][-SHOWN:]


def folder() -> Path:
    return Path(settings.DATA) / "simulator"


def write(**fact: Any) -> None:
    """Append one fact: a line, the state of a line (`told`), a switch (`refuses`)."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    written = json.dumps({"at": datetime.now(UTC).isoformat()} | fact, ensure_ascii=False) + "\n"
    to = os.open(folder() / "journal", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(to, written.encode())
    finally:
        os.close(to)


def read() -> Journal:
    found = Journal()
    for fact in _facts():
        found.length += 1
        if "told" in fact:
            if (line := found.lines.get(fact["told"])) is not None:
                found.lines[line.id] = replace(line, state=fact["state"])
        elif "refuses" in fact:
            (found.refusing.add if fact["refuses"] else found.refusing.discard)(fact["writer"])
        else:
            line = Line(**fact | {"at": datetime.fromisoformat(fact["at"])})
            found.lines.setdefault(line.id, line)
    return found


def _facts() -> Iterator[dict[str, Any]]:
    path = folder() / "journal"
    if path.is_file():
        for written in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(written)


def keep_file(content: bytes, media_type: str) -> str:
    """Under a number that nobody guesses, as Meta gives one; what it is stands in its first line."""
    number = str(10**15 + randbelow(9 * 10**15))
    (folder() / "files").mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder() / "files" / number).write_bytes(media_type.encode() + b"\n" + content)
    return number


def file(number: str) -> tuple[str, bytes] | None:
    """What it is, its bytes."""
    path = folder() / "files" / number
    if not (number.isascii() and number.isdecimal() and path.is_file()):
        return None
    media_type, _line, content = path.read_bytes().partition(b"\n")
    return media_type.decode(), content


def begin_again() -> None:
    """Every telephone is empty; what reached the inbox stays there."""
    (folder() / "journal").unlink(missing_ok=True)
    for path in (folder() / "files").glob("*"):
        path.unlink()
