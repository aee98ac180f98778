"""Tables as files of other programs, each with the name of whoever took it out."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from jaras.kernel import cells, exports
from jaras.kernel.actor import Actor
from jaras.web.shell import moments

Row = tuple[str | int, ...]
# A title, rows of which the first is the head, widths of the columns.
Sheet = tuple[str, Iterable[Row], tuple[int, ...]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def mark(by: Actor, at: datetime) -> str:
    """The sentence that every page or table carries outside."""
    return _("Taken out of Jaras by %(name)s, %(moment)s. Not to be passed on.") % {
        "name": by.name,
        "moment": moments.exact(at),
    }


def as_csv(name: str, rows: Iterable[Row], *, by: Actor, at: datetime) -> exports.Written:
    """Semicolons and the mark of UTF-8, so that a double click opens it."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    number = 0
    for row in rows:
        writer.writerow(map(cells.shown, row))
        number += bool(row)
    writer.writerows([(), (cells.shown(mark(by, at)),)])
    body = ("\ufeff" + written.getvalue()).encode()
    return exports.Written(f"{name}.csv", "text/csv; charset=utf-8", body, number)


def as_xlsx(name: str, sheets: Iterable[Sheet], *, by: Actor, at: datetime) -> exports.Written:
    """A workbook in the reader's direction."""
    from openpyxl import Workbook  # when first used: every process would keep its library
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sign, number = mark(by, at), 0
    for title, rows, widths in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_view.rightToLeft = get_language_bidi()
        sheet.freeze_panes = "A2"
        sheet.oddFooter.left.text = sign.replace("&", "&&")
        for place, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        for place, row in enumerate(rows):
            number += bool(row)
            sheet.append(_cells(sheet, row, head=place == 0))
        sheet.append(())
        sheet.append(_cells(sheet, (sign,), head=False))
    out = io.BytesIO()
    book.save(out)
    return exports.Written(f"{name}.xlsx", XLSX, out.getvalue(), number)


def _cells(sheet: object, row: Row, *, head: bool) -> list[object]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    drawn = [WriteOnlyCell(sheet, value=each if isinstance(each, int) else cells.shown(each)) for each in row]
    for cell in drawn:
        cell.font = Font(bold=head)
        if cell.data_type == "f":
            cell.data_type = "s"
    return drawn
