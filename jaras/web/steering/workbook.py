"""Tables as the sheets of a workbook, in the reader's direction."""

import io
from collections.abc import Iterable

from django.utils.translation import get_language_bidi
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

Row = tuple[str | int, ...]


def written(sheets: Iterable[tuple[str, Iterable[Row], tuple[int, ...]]]) -> bytes:
    """The bytes of an XLSX file; each sheet has a title, rows of which the first is its head, widths."""
    book = Workbook(write_only=True)
    for title, rows, widths in sheets:
        _add(book, title, rows, widths)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add(book: Workbook, title: str, rows: Iterable[Row], widths: tuple[int, ...]) -> None:
    sheet = book.create_sheet(title)
    sheet.sheet_view.rightToLeft = get_language_bidi()
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths):
        sheet.column_dimensions["ABCDE"[place]].width = width
    for number, row in enumerate(rows):
        cells = [WriteOnlyCell(sheet, value=cell) for cell in row]
        for cell in cells:
            cell.font = Font(bold=number == 0)
            if cell.data_type == "f":
                cell.data_type = "s"
        sheet.append(cells)
