"""Figures in the reader's words."""

from collections.abc import Mapping
from functools import cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from jaras.cases.lists import stages
from jaras.intake.lists import urgency_levels
from jaras.kernel.coded import CodedList
from jaras.steering.lists import dimensions, figures
from jaras.steering.queries import listed
from jaras.steering.rules import LEAST, Dimension, Month, Period
from jaras.steering.rules.cells import value_of
from jaras.steering.rules.delays import BANDS
from jaras.territory import queries as territory
from jaras.territory.models import Commune
from jaras.web.shell import moments, numbers
from jaras.web.shell.moments import calendar


def language() -> str:
    return (get_language() or "fr")[:2]


def named(items: CodedList, code: str) -> str:
    """The name of a code up to its brackets; a code that left its list is shown as it is."""
    item = items.get(code)
    return item.name(language()).split(" (")[0].split(" / ")[0] if item else code


def unit(code: str) -> str:
    return named(figures(), code)


def short_unit(code: str) -> str:
    """One word, for the head of a column."""
    return str(figures()[code][f"short_{known()}"])


def dimension(code: str) -> str:
    return named(dimensions(), code)


def says(items: CodedList, code: str) -> str:
    """The published definition of a unit or of a dimension."""
    return str(items[code][f"says_{known()}"])


def value(dimension: str, code: str) -> str:
    """The name of one value; an empty one was not said."""
    if not code:
        return _("No case yet") if dimension == Dimension.STAGE else _("Not said")
    match dimension:
        case Dimension.COMMUNE:
            return _commune(code)
        case Dimension.STAGE:
            return named(stages(), code)
        case Dimension.URGENCY:
            return named(urgency_levels(), code)
    return named(listed(Dimension(dimension)), code)


def _commune(code: str) -> str:
    here = territory.commune_of_code(code)
    return here.name if here else elsewhere(code, language())


@cache
def elsewhere(code: str, language: str) -> str:
    """A commune of another province, by its name; read once."""
    known = Commune.objects.without_boundary().filter(pk=code).first()
    return known.name if known else code


def tag(tag: str) -> str:
    """`pole:MED` in words: the value that a board is kept to."""
    return value(*value_of(tag)) if tag else ""


def month(month: Month) -> str:
    return f"{calendar(known()).months[month.number - 1]} {month.year}"


def short_month(month: Month) -> str:
    return f"{calendar(known()).short_months[month.number - 1]} {month.year}"


def period(period: Period) -> str:
    """`novembre 2026`, `2025`, or from one month to another."""
    if period.is_year:
        return str(period.first.year)
    if period.length == 1:
        return month(period.first)
    return _("from {first} to {last}").format(first=month(period.first), last=month(period.last))


def number(number: int | None) -> str:
    return _("not told") if number is None else numbers.plain(number)


def total(number: int | None) -> str:
    return _("fewer than {least}").format(least=LEAST) if number is None else numbers.plain(number)


def bands() -> list[str]:
    """The heads of the columns of delays."""
    names = [
        ngettext("within {n} minute", "within {n} minutes", minutes).format(n=minutes)
        if minutes < 60
        else _within_hours(minutes // 60)
        for minutes in BANDS
    ]
    return [*names, _("later")]


def _within_hours(hours: int) -> str:
    if hours % 24:
        return ngettext("within {n} hour", "within {n} hours", hours).format(n=hours)
    days = hours // 24
    return ngettext("within {n} day", "within {n} days", days).format(n=days)


def known() -> str:
    return language() if language() in moments.BABEL_LOCALES else "en"


_of = total


def leader(values: Mapping[str, int | None], dimension: str, total: int | None) -> str:
    """A sentence that says what is seen: who comes first, how many of how many."""
    first = next(((code, found) for code, found in values.items() if found), None)
    if first is None:
        return _("No number is told here.")
    return _("First: {name}, {number} of {total}").format(
        name=value(dimension, first[0]), number=number(first[1]), total=_of(total)
    )
