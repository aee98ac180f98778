"""What the two pages of a month say: numbers, sentences, positions of cells."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from jaras.kernel.actor import Actor
from jaras.steering import queries
from jaras.steering.lists import delays, figures
from jaras.steering.queries import Told, Wanted
from jaras.steering.rules import STEPS_OF, Dimension, Month, Period, Unit
from jaras.territory import queries as territory
from jaras.web.shell import leaving, moments
from jaras.web.shell.maps import of_communes
from jaras.web.steering import words

MOST_PUBLICS = 8
TREND = 13  # months: the same one a year before stands at the other end


def content(month: Month, *, to: Actor, at: datetime) -> dict[str, Any]:
    """The words and numbers of both pages, as this reader is told them."""
    period = Period(month, month)
    shares = queries.shares_of(to)
    boards = {
        unit: queries.told(queries.board(Wanted(period=period, unit=unit, shares=shares)), to=to)
        for unit in Unit
    }
    told = boards[Unit.INTERVENTIONS]
    place = territory.installation()
    return {
        "lang": words.language(),
        "rtl": get_language_bidi(),
        "kingdom": _("Kingdom of Morocco"),
        "province": _("Province of {name}").format(name=place.province.name) if place else "",
        "cell": (place.cell_name if place else "") or _("Social vigilance cell"),
        "title": _("The month in figures"),
        "month": words.month(month),
        "headlines": [_headline(told, unit, period) for unit in Unit],
        "trend": _trend(told, month),
        "poles": _bars(told, Dimension.POLE),
        "publics": _bars(told, Dimension.PUBLIC, most=MOST_PUBLICS),
        "origins": _bars(told, Dimension.ORIGIN),
        "map": _map(told),
        "delays": _delays(boards[Unit.REPORTS]),
        "communes": _by_unit(boards, Dimension.COMMUNE),
        "all_poles": _by_unit(boards, Dimension.POLE),
        "all_publics": _by_unit(boards, Dimension.PUBLIC, units=(Unit.INTERVENTIONS, Unit.PERSONS)),
        "channels": _by_unit(boards, Dimension.CHANNEL, units=(Unit.REPORTS, Unit.CASES)),
        "definitions_title": _("What these figures count"),
        "definitions": [(words.unit(unit), words.says(figures(), unit)) for unit in Unit],
        "hidden": "" if told.whole else _hidden_note(),
        "hidden_word": words.number(None),
        "made": leaving.mark(to, at),
        "page": _("Page"),
    }


def _hidden_note() -> str:
    return _("“Hidden” stands for a number below five, or for one that would give such a number away.")


def _headline(told: Told, unit: Unit, period: Period) -> dict[str, Any]:
    now = told.total(unit, period)
    return {
        "name": words.unit(unit),
        "number": words.total(now),
        "before": _change(now, told.total(unit, period.before), _("the month before")),
        "year_before": _change(now, told.total(unit, period.year_before), _("a year earlier")),
    }


def _change(now: int | None, then: int | None, when: str) -> str:
    """`+12 % (958 the month before)`: the share only where it means something."""
    number = words.total(then)
    if not now or not then or then < 20:
        return _("{number} {when}").format(number=number, when=when)
    share = round(100 * (now - then) / then)
    sign = "+" if share > 0 else "−" if share < 0 else ""
    isolated = f"\u2066{sign}{abs(share)} %\u2069"  # a share keeps its sign before it in Arabic too
    return _("{share}, {number} {when}").format(share=isolated, number=number, when=when)


def _trend(told: Told, month: Month) -> dict[str, Any]:
    months = [month.plus(number) for number in range(1 - TREND, 1)]
    return {
        "title": _("{unit}, month by month").format(unit=words.unit(Unit.INTERVENTIONS)),
        "columns": [
            {
                "name": words.short_month(each),
                "value": told.month(Unit.INTERVENTIONS, str(each)) or 0,
                "shown": words.number(told.month(Unit.INTERVENTIONS, str(each))),
            }
            for each in months
        ],
    }


def _bars(told: Told, dimension: Dimension, *, most: int = 20) -> dict[str, Any]:
    values = told.apart(dimension)
    total = told.total(Unit.INTERVENTIONS, told.board.wanted.period)
    shown = list(values.items())[:most]
    return {
        "name": words.dimension(dimension),
        "sentence": words.leader(values, dimension, total),
        "rows": [
            {"name": words.value(dimension, code), "value": number or 0, "shown": words.number(number)}
            for code, number in shown
        ],
        "more": _more(len(values) - len(shown)),
    }


def _more(number: int) -> str:
    return (
        ngettext("and {n} other, page 2", "and {n} others, page 2", number).format(n=number) if number else ""
    )


def _map(told: Told) -> dict[str, Any]:
    """The same cells as on the board, in points of paper."""
    values = told.apart(Dimension.COMMUNE)
    drawing = of_communes({code: number or 0 for code, number in values.items()})
    return {
        "name": _("Interventions by commune"),
        "groups": [
            {"name": group.name, "cells": list(_cells(group.areas, values))} for group in drawing.groups
        ],
        "legend": [{"shade": shade, "words": said} for shade, said in drawing.shades.legend()],
    }


def _cells(areas: Any, values: Mapping[str, int | None]) -> Iterator[dict[str, Any]]:
    for area in areas:
        number = values.get(area.commune.code, 0)
        yield {"name": area.commune.name, "shade": area.shade, "shown": words.number(number)}


def _delays(told: Told) -> dict[str, Any]:
    rows = []
    for step in (step for found in STEPS_OF.values() for step in found):
        delay = told.delays(step)
        middle = _("about {length}").format(length=moments.duration(delay.median)) if delay.median else "–"
        rows.append(
            {
                "name": words.named(delays(), step),
                "median": middle,
                "within": [words.number(number) for number in delay.within],
                "waiting": words.number(delay.waiting),
            }
        )
    return {
        "name": _("How long each step took"),
        "columns": [_("in the middle"), *words.bands(), _("not yet")],
        "rows": rows,
    }


def _by_unit(
    boards: Mapping[Unit, Told], dimension: Dimension, *, units: tuple[Unit, ...] = tuple(Unit)
) -> dict[str, Any]:
    """A row for each value, a column for each unit."""
    columns = {unit: boards[unit].apart(dimension) for unit in units}
    codes = list(dict.fromkeys(code for values in columns.values() for code in values))
    return {
        "name": words.dimension(dimension),
        "columns": [words.short_unit(unit) for unit in units],
        "rows": [
            [words.value(dimension, code), *(words.number(columns[unit].get(code, 0)) for unit in units)]
            for code in codes
        ],
    }
