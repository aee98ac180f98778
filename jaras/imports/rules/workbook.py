"""What a workbook of the directory says, row by row, whatever language its headings are in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jaras.imports.rules.entries import Entry, Found, Kind, Noticed
from jaras.imports.rules.faults import Code, Fault
from jaras.kernel.cells import said
from jaras.registers.rules.files import Source, Unreadable, Why
from jaras.registers.rules.headings import LOOKED_AT, guess, heading_row, key
from jaras.registers.rules.workbooks import Cell, Row, SheetReader, sheets

MOST_ROWS = 5_000
LEAST_HEADINGS = 3  # by which a sheet is known under another title
WEEK = "hours"  # the sheet whose rows are weeks of services
DAYS = tuple(f"day_{number}" for number in range(7))
BELONGS = ("key", "of", "of_name")
USUAL = ("", "ordinaire", "habituelle", "usual", "عادي", "عاديه")
RAMADAN = ("ramadan", "رمضان")
MOST_NOTICED = 20


@dataclass(frozen=True)
class Layout:
    """A sheet that may stand in the workbook: its names, the headings of each column."""

    code: str
    names: frozenset[str]
    headings: Mapping[str, Sequence[str]]

    def called(self, title: str) -> bool:
        return key(title) in {key(name) for name in self.names}


@dataclass(frozen=True)
class _Line:
    """One row under its headings."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]  # by column, for every column that the sheet has
    formulas: Sequence[str]

    def text(self, column: str) -> str:
        return said(self.cells.get(column))

    @property
    def says_something(self) -> bool:
        return any(cell is not None for column, cell in self.cells.items() if column != "key")


def read(source: Source, layouts: Sequence[Layout]) -> Found:
    """Every row of the sheets that are known, hours joined to their services."""
    noticed: list[Noticed] = []
    lines: dict[str, list[_Line]] = {}
    count = 0
    for sheet in sheets(source):
        if sheet.hidden:
            continue
        rows = _rows(source, sheet.name, MOST_ROWS - count)
        count += len(rows.rows)
        layout = _layout(sheet.name, rows.rows, layouts)
        if layout is None:
            noticed.append(Noticed("sheet", sheet.name))
            continue
        found, strange = _lines(sheet.name, rows, layout)
        lines.setdefault(layout.code, []).extend(found)
        noticed += [Noticed("heading", f"{sheet.name} : {title}") for title in strange]
    if not lines:
        raise Unreadable(Why.NO_SHEET)
    entries = [_entry(kind, line) for kind in Kind for line in lines.get(kind, ())]
    return Found(_with_hours(entries, lines.get(WEEK, ())), noticed[:MOST_NOTICED])


@dataclass(frozen=True)
class _Rows:
    rows: Sequence[Row]
    formulas: frozenset[str]  # cells that nobody ever computed: they would look empty


def _rows(source: Source, sheet: str, most: int) -> _Rows:
    rows: list[Row] = []
    reader = SheetReader(source, sheet)
    try:
        for row in reader.rows():
            if len(rows) >= most:
                raise Unreadable(Why.TOO_MANY_ROWS)
            rows.append(row)
        return _Rows(rows, frozenset(reader.uncomputed))
    finally:
        reader.close()


def _layout(title: str, rows: Sequence[Row], layouts: Sequence[Layout]) -> Layout | None:
    """By its title, else by the sheet whose headings it holds most."""
    if not rows:
        return None
    if called := next((each for each in layouts if each.called(title)), None):
        return called
    scores = [
        (max(len(guess(row.cells, each.headings)) for row in rows[:LOOKED_AT]), -place)
        for place, each in enumerate(layouts)
    ]
    score, place = max(scores, default=(0, 0))
    return layouts[-place] if score >= LEAST_HEADINGS else None


def _lines(title: str, rows: _Rows, layout: Layout) -> tuple[list[_Line], list[str]]:
    """The rows beneath the headings; the headings that are none of ours."""
    head = heading_row(rows.rows, layout.headings)
    titles = next(row.cells for row in rows.rows if row.number == head)
    columns = guess(titles, layout.headings)
    strange = [str(cell) for place, cell in enumerate(titles) if cell and place not in columns.values()]
    found = []
    for row in rows.rows:
        if row.number <= head:
            continue
        cells = {code: _at(row, place) for code, place in columns.items()}
        formulas = [code for code, place in columns.items() if _cell(row.number, place) in rows.formulas]
        line = _Line(title, row.number, cells, formulas)
        if line.says_something or formulas:
            found.append(line)
    return found, strange


def _at(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None


def _cell(row: int, place: int) -> str:
    """What a spreadsheet calls it: `B4`, `AA12`."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _entry(kind: Kind, line: _Line) -> Entry:
    """A row with its key says all of its columns; one without says what stands in it."""
    whole = bool(line.text("key"))
    words: dict[str, Any] = {
        column: said(cell) if isinstance(cell, str | None) else cell
        for column, cell in line.cells.items()
        if column not in BELONGS and (whole or cell is not None)
    }
    return Entry(
        kind=kind,
        where=line.sheet,
        number=line.number,
        key=line.text("key"),
        of="" if kind is Kind.ORGANISATION else line.text("of"),
        of_name="" if kind is Kind.ORGANISATION else line.text("of_name"),
        words=words,
        faults=[Fault(Code.FORMULA, column) for column in line.formulas],
    )


def _with_hours(entries: list[Entry], weeks: Sequence[_Line]) -> list[Entry]:
    """Each week goes to its service, which may stand in the directory alone."""
    places: dict[tuple[str, ...], int] = {}
    for place, entry in enumerate(entries):
        if entry.kind is Kind.SERVICE:
            for way in _ways(entry.key, entry.of, entry.of_name, str(entry.words.get("code", ""))):
                places.setdefault(way, place)
    said_of: Counter[tuple[int, str]] = Counter()
    for line in weeks:
        ways = _ways(line.text("key"), line.text("of"), line.text("of_name"), line.text("code"))
        known = next((places[way] for way in ways if way in places), None)
        place = len(entries) if known is None else known
        if known is None:
            entries.append(_service_of(line))
            places |= dict.fromkeys(ways, place)
        field, faults = _week(line)
        said_of[place, field] += 1
        if said_of[place, field] > 1:
            faults = [Fault(Code.TWICE, field, "", line.sheet, line.number)]
        entry = entries[place]
        days = [line.text(day) for day in DAYS]
        entries[place] = replace(entry, words={**entry.words, field: days}, faults=[*entry.faults, *faults])
    return entries


def _ways(own: str, of: str, of_name: str, code: str) -> list[tuple[str, ...]]:
    """By its key, else by its organisation with what is given."""
    ways: list[tuple[str, ...]] = [("key", own)] if own else []
    if code:
        ways += [("of", of, key(code))] if of else []
        ways += [("name", key(of_name), key(code))] if of_name else []
    return ways


def _service_of(line: _Line) -> Entry:
    return Entry(
        kind=Kind.SERVICE,
        where=line.sheet,
        number=line.number,
        key=line.text("key"),
        of=line.text("of"),
        of_name=line.text("of_name"),
        words={"code": line.text("code")} if line.text("code") else {},
    )


def _week(line: _Line) -> tuple[str, list[Fault]]:
    faults = [Fault(Code.FORMULA, column, "", line.sheet, line.number) for column in line.formulas]
    word = key(line.text("week"))
    if word in map(key, RAMADAN):
        return "ramadan_hours", faults
    if word not in map(key, USUAL):
        faults.append(Fault(Code.WEEK, "week", line.text("week"), line.sheet, line.number))
    return "hours", faults
