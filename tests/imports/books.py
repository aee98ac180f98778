"""The workbook of the directory, changed as a hand changes it."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils import translation
from openpyxl import Workbook, load_workbook

from jaras.imports import queries
from jaras.kernel.actor import Actor
from jaras.web.shell import leaving
from tests.conftest import NOW

Change = Callable[[Workbook], None]


def taken_out(actor: Actor, language: str = "fr") -> bytes:
    """As the page writes it."""
    with translation.override(language):
        tables = queries.Directory(actor).tables()
        return leaving.as_xlsx("annuaire", tables, by=actor, at=NOW).body


def changed(content: bytes, change: Change) -> bytes:
    book = load_workbook(BytesIO(content))
    change(book)
    return packed(book)


def packed(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def written(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """Sheets by their title, the first row the headings."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return packed(book)


def put(sheet: str, heading: str, value: Any, *, row: int = 2) -> Change:
    """Write one cell, by the heading above it."""

    def write(book: Workbook) -> None:
        page = book[sheet]
        place = next(cell.column for cell in page[1] if cell.value == heading)
        page.cell(row, place).value = value

    return write


def added(sheet: str, cells: Mapping[str, Any]) -> Change:
    """Write a row beneath the others."""

    def write(book: Workbook) -> None:
        page = book[sheet]
        row = page.max_row + 1
        for cell in page[1]:
            if cell.value in cells:
                page.cell(row, cell.column).value = cells[str(cell.value)]

    return write
