"""The rows of a sheet of a workbook, one at a time, as whoever opens it sees them."""

import logging
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from xml.etree import ElementTree  # nosec B405 - only what is parsed below

from jaras.registers.rules.files import Source, Unreadable, Why

log = logging.getLogger(__name__)
MOST_COLUMNS = 60
MOST_MERGES = 100_000
Cell = str | int | float | None

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)"')
_EMPTY_FORMULA = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PIECE, _OVERLAP = 4 << 20, 32 << 10
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Row(NamedTuple):
    """The cells of one row; `filled` are those that a merged cell above or beside lends its value to."""

    number: int
    cells: list[Cell]
    filled: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sheet:
    name: str
    hidden: bool


def sheets(source: Source) -> list[Sheet]:
    """The sheets of a workbook in their order, without opening any."""
    try:
        with source.open("rb") as file, zipfile.ZipFile(file) as packed:
            root = ElementTree.fromstring(packed.read("xl/workbook.xml"))  # nosec B314 - a DOCTYPE was refused before
    except Exception as broken:
        raise Unreadable(Why.BROKEN) from broken
    found = [
        Sheet(node.get("name", ""), node.get("state", "visible") != "visible")
        for node in root.iter(f"{_MAIN}sheet")
    ]
    if not found:
        raise Unreadable(Why.NO_SHEET)
    return found


class SheetReader:
    """Reads one sheet in passing: the workbook is never held whole."""

    def __init__(self, source: Source, sheet: str) -> None:
        from openpyxl import load_workbook  # when first used: every process of the server would keep it

        self.file = source.open("rb")
        try:
            self.book = load_workbook(self.file, read_only=True, data_only=True, keep_links=False)
            self.sheet: Any = self.book[sheet]
            if not hasattr(self.sheet, "_get_source"):
                raise Unreadable(Why.NO_SHEET)  # a sheet that holds only a chart
            self.merges, self.uncomputed = self._scanned()
        except Exception as broken:  # whatever a damaged workbook does to its reader
            self.file.close()
            if isinstance(broken, Unreadable):
                raise
            if isinstance(broken, KeyError):
                raise Unreadable(Why.NO_SHEET) from broken
            log.warning("a workbook could not be opened", exc_info=True)
            raise Unreadable(Why.BROKEN) from broken

    def close(self) -> None:
        self.book.close()
        self.file.close()

    def _scanned(self) -> tuple[dict[int, list[tuple[int, int, int]]], list[str]]:
        """Where merged cells begin (by row), and the formulas that nobody ever computed."""
        from openpyxl.utils import range_boundaries

        merges: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        uncomputed: dict[str, None] = {}
        count, kept = 0, b""
        with self.sheet._get_source() as source:
            while piece := source.read(_PIECE):
                text = kept + piece
                for found in _EMPTY_FORMULA.finditer(text):
                    if len(uncomputed) < 1000:
                        uncomputed[found.group(1).decode()] = None
                cut = 0
                for found in _MERGE.finditer(text):
                    cut = found.end()
                    count += 1
                    if count <= MOST_MERGES:
                        left, top, right, bottom = range_boundaries(found.group(1).decode())
                        merges[int(top or 1)].append((int(left or 1), int(right or 1), int(bottom or 1)))
                kept = text[max(cut, len(text) - _OVERLAP) :]
        return merges, list(uncomputed)

    def rows(self) -> Iterator[Row]:
        """Every row that says something."""
        open_merges: list[tuple[int, int, int, Cell]] = []
        try:
            self.sheet.reset_dimensions()
            values = self.sheet.iter_rows(values_only=True)
            for number, raw in enumerate(values, start=1):
                cells = [plain(value) for value in raw[:MOST_COLUMNS]]
                while cells and cells[-1] is None:
                    cells.pop()
                filled: list[int] = []
                for left, right, bottom in self.merges.get(number, ()):
                    value = cells[left - 1] if left <= len(cells) else None
                    if value is not None:
                        open_merges.append((left, min(right, MOST_COLUMNS), bottom, value))
                if open_merges:
                    open_merges = [merge for merge in open_merges if merge[2] >= number]
                    for left, right, _bottom, value in open_merges:
                        cells += [None] * (right - len(cells))
                        for place in range(left - 1, right):
                            if cells[place] is None:
                                cells[place] = value
                                filled.append(place)
                if len(filled) < sum(cell is not None for cell in cells):
                    yield Row(number, cells, tuple(filled))
        except Exception as broken:
            log.warning("a sheet could not be read to its end", exc_info=True)
            raise Unreadable(Why.BROKEN) from broken


def plain(value: object) -> Cell:
    """A cell as text or number; dates as ISO text, whatever the cell looked like."""
    if value is None or isinstance(value, str):
        return value.strip() or None if value else None
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value).strip() or None
