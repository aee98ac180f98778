"""The board: five figures, what they are made of, how long steps took, where."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from markupsafe import Markup

from jaras.governance.rules import GovernanceVerb
from jaras.steering import queries
from jaras.steering.lists import delays, dimensions, figures
from jaras.steering.queries import Told, Wanted
from jaras.steering.rules import DIMENSIONS_OF, FILTERS, STEPS_OF, Dimension, Month, SteeringVerb, Unit
from jaras.territory import queries as territory
from jaras.territory.models import Commune
from jaras.web.shell import maps
from jaras.web.shell.maps import Drawing
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import query
from jaras.web.steering import asked, words

room("figures", gettext_lazy("Figures"), "figures", GovernanceVerb.FIGURES)


@dataclass(frozen=True)
class Headline:
    """One of the five figures with what it was before, its definition, its list."""

    name: str
    number: str
    before: str
    year_before: str
    says: str
    href: str


@dataclass(frozen=True)
class Bars:
    """One dimension of the chosen unit."""

    code: str
    name: str
    sentence: str
    says: str
    rows: list[tuple[Markup, int, str, bool]]


@permission(GovernanceVerb.FIGURES)
@require_safe
def page(request: Request) -> HttpResponse:
    """Reads counters alone: as fast at a million rows as at none."""
    wanted = asked.wanted(request)
    told = queries.told(queries.board(wanted), to=request.actor)
    context = {
        "wanted": wanted,
        "told": told,
        "words": words,
        "parameters": asked.parameters(wanted),
        "choices": choices(told),
        "headlines": [headline(told, unit) for unit in Unit],
        "units": [(address(wanted, unit=unit), words.unit(unit), unit is wanted.unit, None) for unit in Unit],
        "months": months(told),
        "bars": [bars(told, each) for each in DIMENSIONS_OF[wanted.unit] if each is not Dimension.COMMUNE],
        "drawing": drawing(told),
        "steps": [
            (words.named(delays(), step), told.delays(step)) for found in STEPS_OF.values() for step in found
        ],
        "named_bands": [(each, "number") for each in words.bands()],
        "may_export": request.actor.can(SteeringVerb.EXPORT),
    }
    return render(request, "steering/board.html", context)


def address(wanted: Wanted, **other: str) -> str:
    """The board with something else asked."""
    given = asked.parameters(wanted) | other
    if given["unit"] == Unit.INTERVENTIONS:
        given["unit"] = ""
    return query(reverse("figures"), **given)


def behind(told: Told, unit: Unit, tag: str = "") -> str:
    """The list behind a number, for whoever may see it."""
    if not told.whole:
        return ""
    address = _lists(told.board.wanted, unit)
    return f"{address}&{urlencode({'tag': tag})}" if tag else address


@lru_cache(maxsize=256)
def _lists(wanted: Wanted, unit: Unit) -> str:
    """The list of a unit: built once for the hundred numbers of a board."""
    return query(reverse("figures_behind", args=[unit]), **(asked.parameters(wanted) | {"unit": ""}))


def choices(told: Told) -> dict[str, Any]:
    """What each choice of the form offers."""
    found = asked.months(
        queries.first_month(told.board.wanted.shares) or Month.of(timezone.localdate()), timezone.localtime()
    )
    months = [(str(month), words.month(month)) for month in found]
    years = [(str(year), str(year)) for year in sorted({month.year for month in found}, reverse=True)]
    return {
        "months": months if told.whole else [*months, *years],
        "first": asked.parameters(told.board.wanted)["from"],
        "first_month": str(told.board.wanted.period.first),
        "last": str(told.board.wanted.period.last),
        "kept": [(words.dimension(each), _values(each)) for each in FILTERS],
    }


def _values(dimension: Dimension) -> list[tuple[str, str]]:
    if dimension is Dimension.COMMUNE:
        return [(f"{dimension}:{row.code}", row.name) for row in territory.communes()]
    return [
        (f"{dimension}:{code}", words.value(dimension, code)) for code in queries.listed(dimension).codes()
    ]


def headline(told: Told, unit: Unit) -> Headline:
    period = told.board.wanted.period
    number, before = told.total(unit, period), told.total(unit, period.before)
    return Headline(
        name=words.unit(unit),
        number=words.total(number),
        before=_before(words.total(before), period.length),
        year_before=_("{number} a year earlier").format(
            number=words.total(told.total(unit, period.year_before))
        ),
        says=words.says(figures(), unit),
        href=behind(told, unit) if number else "",
    )


def _before(number: str, months: int) -> str:
    if months == 1:
        return _("{number} the month before").format(number=number)
    return _("{number} in the period before").format(number=number)


def months(told: Told) -> list[tuple[str, int, str, bool]]:
    """The chosen unit month by month; those of the period stand out."""
    wanted = told.board.wanted
    chosen = set(wanted.period.months())
    return [
        (
            words.short_month(month),
            told.month(wanted.unit, str(month)) or 0,
            words.number(told.month(wanted.unit, str(month))),
            month in chosen,
        )
        for month in wanted.trend
    ]


def bars(told: Told, dimension: Dimension) -> Bars:
    wanted, values = told.board.wanted, told.apart(dimension)
    rows = [
        (
            _linked(words.value(dimension, code), behind(told, wanted.unit, f"{dimension}:{code}")),
            number or 0,
            words.number(number),
            place == 0,
        )
        for place, (code, number) in enumerate(values.items())
    ]
    return Bars(
        code=dimension,
        name=words.dimension(dimension),
        sentence=words.leader(values, dimension, told.total(wanted.unit, wanted.period)),
        says=words.says(dimensions(), dimension),
        rows=rows,
    )


def _linked(word: str, href: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, word) if href else Markup("{}").format(word)


def drawing(told: Told) -> Drawing:
    """The communes of the territory; a number that is not told is drawn as none, said to be hidden."""
    values = told.apart(Dimension.COMMUNE)

    def behind_commune(commune: Commune) -> str:
        tag = f"{Dimension.COMMUNE}:{commune.code}"
        return behind(told, told.board.wanted.unit, tag) if values.get(commune.code) else ""

    numbers = {code: number or 0 for code, number in values.items()}
    untold = {code: words.number(None) for code, number in values.items() if number is None}
    return maps.of_communes(numbers, shown=untold, address=behind_commune)
