"""The rows of a register as they were read, from any place on."""

import json
from collections.abc import Iterator

from jaras.kernel import files
from jaras.kernel.models import StoredFile
from jaras.registers.models import Register
from jaras.registers.rules import Dictionary, Line, Row
from jaras.registers.rules.headings import key
from jaras.registers.rules.understanding import Understanding


def packed(row: Row) -> bytes:
    """One row, one line."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def rows(file: StoredFile, *, position: int = 0) -> Iterator[tuple[Row, int]]:
    """Each row with the place where the next one begins."""
    with files.opened(file) as lines:
        lines.seek(position)
        for line in lines:
            position += len(line)
            number, cells, filled = json.loads(line)
            yield Row(number, cells, tuple(filled)), position


def lines(register: Register, words: Dictionary, *, position: int = 0) -> Iterator[tuple[Line, int]]:
    """The rows beneath the titles as we understand them, each with the place where the next one begins."""
    if register.staged is None:
        return
    place = register.columns.get("full_name")
    title = key(register.titles[place]) if place is not None else ""
    understanding = Understanding(register.columns, words, family_first=not title.startswith("prenom"))
    for row, after in rows(register.staged, position=position):
        if row.number > register.heading_row:
            yield understanding.line(row), after
