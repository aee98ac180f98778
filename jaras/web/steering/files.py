"""Figures as files that other programs open: CSV, XLSX, with their definitions."""

import csv
import io
from collections.abc import Iterator

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jaras.steering import actions, queries
from jaras.steering.lists import dimensions, figures
from jaras.steering.queries import Told, Wanted
from jaras.steering.rules import DIMENSIONS_OF, SteeringVerb, Unit
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.steering import asked, words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet would run instead of showing.
RUN = ("=", "+", "-", "@", "\t", "\r")
Row = tuple[str | int, ...]


@permission(SteeringVerb.EXPORT)
@require_safe
def as_csv(request: Request) -> HttpResponse:
    """One table; semicolons and the mark of UTF-8, so that a double click opens it."""
    wanted = _taken(request, "csv")
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerows(map(_safe, _table(request, wanted)))
    body = "\ufeff" + written.getvalue()
    return _answer(body.encode(), "text/csv; charset=utf-8", wanted, "csv")


@permission(SteeringVerb.EXPORT)
@require_safe
def as_xlsx(request: Request) -> HttpResponse:
    """Three sheets: what the units are made of, month by month, the definitions."""
    wanted = _taken(request, "xlsx")
    told = _told(request, wanted)
    from jaras.web.steering import workbook  # when first used: every process would keep its library

    sheets = [
        (_("Figures"), map(_safe, _apart(told, wanted)), (28, 20, 20, 44, 12)),
        (_("Month by month"), map(_safe, _by_month(told)), (28, 20, 12)),
        (_("Definitions"), map(_safe, _definitions()), (28, 120)),
    ]
    return _answer(workbook.written(sheets), XLSX, wanted, "xlsx")


def _taken(request: Request, form: str) -> Wanted:
    wanted = asked.wanted(request)
    actions.export(form=form, period=wanted.period, kept=wanted.kept, by=request.actor, at=timezone.now())
    return wanted


def _told(request: Request, wanted: Wanted) -> dict[Unit, Told]:
    """The board of every unit, with what this reader is not told."""
    return {
        unit: queries.told(
            queries.board(Wanted(period=wanted.period, unit=unit, kept=wanted.kept)), to=request.actor
        )
        for unit in Unit
    }


def _table(request: Request, wanted: Wanted) -> Iterator[Row]:
    told = _told(request, wanted)
    yield from _apart(told, wanted)
    yield ()
    yield from _by_month(told)
    yield ()
    yield from _definitions()


def _apart(told: dict[Unit, Told], wanted: Wanted) -> Iterator[Row]:
    """Each unit whole, then told apart by each dimension."""
    yield _("Unit"), _("Period"), _("Told apart by"), _("Value"), _("How many")
    period = words.period(wanted.period)
    kept = words.tag(wanted.kept) or _("Everything")
    for unit, board in told.items():
        whole = board.total(unit, wanted.period)
        yield words.unit(unit), period, "", kept, words.total(None) if whole is None else whole
        for dimension in DIMENSIONS_OF[unit]:
            for code, number in board.apart(dimension).items():
                name = words.value(dimension, code)
                yield words.unit(unit), period, words.dimension(dimension), name, _cell(number)


def _by_month(told: dict[Unit, Told]) -> Iterator[Row]:
    yield _("Unit"), _("Month"), _("How many")
    for unit, board in told.items():
        for month in board.board.wanted.period.months():
            yield words.unit(unit), words.month(month), _cell(board.month(unit, str(month)))


def _definitions() -> Iterator[Row]:
    yield _("Word"), _("Definition")
    for items in (figures(), dimensions()):
        for item in items:
            yield words.named(items, item.code), words.says(items, item.code)


def _cell(number: int | None) -> str | int:
    return words.number(None) if number is None else number


def _safe(row: Row) -> Row:
    """Words that a spreadsheet would take for a formula stay words."""
    return tuple(f"'{cell}" if isinstance(cell, str) and cell.startswith(RUN) else cell for cell in row)


def _answer(body: bytes, media_type: str, wanted: Wanted, ending: str) -> HttpResponse:
    period = wanted.period
    name = f"jaras-{period.first}" + ("" if period.length == 1 else f"-{period.last}")
    return HttpResponse(
        body,
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{ending}"',
            "Cache-Control": "no-store",
        },
    )
