"""Figures as files that other programs open: CSV, XLSX, with their definitions."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.kernel.exports import Written
from jaras.steering import actions, queries
from jaras.steering.lists import dimensions, figures
from jaras.steering.queries import Told, Wanted
from jaras.steering.rules import DIMENSIONS_OF, SteeringVerb, Unit
from jaras.web.shell import leaving
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.steering import asked, words


@permission(SteeringVerb.EXPORT)
def as_csv(request: Request) -> HttpResponse:
    """One table."""
    wanted = asked.wanted(request)

    def write(at: datetime) -> Written:
        _note(request, wanted, "csv", at)
        return leaving.as_csv(_name(wanted), _table(request, wanted), by=request.actor, at=at)

    return _taken_out(request, wanted, write)


@permission(SteeringVerb.EXPORT)
def as_xlsx(request: Request) -> HttpResponse:
    """Three sheets: what the units are made of, month by month, the definitions."""
    wanted = asked.wanted(request)

    def write(at: datetime) -> Written:
        _note(request, wanted, "xlsx", at)
        told = _told(request, wanted)
        sheets: list[leaving.Sheet] = [
            (_("Figures"), _apart(told, wanted), (28, 20, 20, 44, 12)),
            (_("Month by month"), _by_month(told), (28, 20, 12)),
            (_("Definitions"), _definitions(), (28, 120)),
        ]
        return leaving.as_xlsx(_name(wanted), sheets, by=request.actor, at=at)

    return _taken_out(request, wanted, write)


def _taken_out(request: Request, wanted: Wanted, write: Callable[[datetime], Written]) -> HttpResponse:
    what = _("Figures of %(period)s.") % {"period": words.period(wanted.period)}
    back = f"{reverse('figures')}?{urlencode(asked.parameters(wanted))}"
    return leaving.taken_out(request, "figures", what=what, back=back, write=write)


def _note(request: Request, wanted: Wanted, form: str, at: datetime) -> None:
    actions.export(form=form, period=wanted.period, kept=wanted.kept, by=request.actor, at=at)


def _told(request: Request, wanted: Wanted) -> dict[Unit, Told]:
    """The board of every unit, with what this reader is not told."""
    return {unit: queries.told(queries.board(replace(wanted, unit=unit)), to=request.actor) for unit in Unit}


def _table(request: Request, wanted: Wanted) -> Iterator[leaving.Row]:
    told = _told(request, wanted)
    yield from _apart(told, wanted)
    yield ()
    yield from _by_month(told)
    yield ()
    yield from _definitions()


def _apart(told: dict[Unit, Told], wanted: Wanted) -> Iterator[leaving.Row]:
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


def _by_month(told: dict[Unit, Told]) -> Iterator[leaving.Row]:
    yield _("Unit"), _("Month"), _("How many")
    for unit, board in told.items():
        for month in board.board.wanted.period.months():
            yield words.unit(unit), words.month(month), _cell(board.month(unit, str(month)))


def _definitions() -> Iterator[leaving.Row]:
    yield _("Word"), _("Definition")
    for items in (figures(), dimensions()):
        for item in items:
            yield words.named(items, item.code), words.says(items, item.code)


def _cell(number: int | None) -> str | int:
    return words.number(None) if number is None else number


def _name(wanted: Wanted) -> str:
    period = wanted.period
    return f"jaras-{period.first}" + ("" if period.length == 1 else f"-{period.last}")
