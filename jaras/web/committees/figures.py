"""What committees did in a year, for whoever reads figures: no file, no member, no small number."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jaras.committees.queries import figures as queries
from jaras.committees.rules import CommitteesVerb
from jaras.partners.lists import poles
from jaras.people.lists import target_groups
from jaras.steering.rules import hidden, is_small
from jaras.web.shell import moments
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

Line = tuple[str, int | None]


@permission(CommitteesVerb.FIGURES)
@require_GET
def page(request: Request) -> HttpResponse:
    at = timezone.now()
    this, first = timezone.localtime(at).year, queries.first_year(at=at)
    said = request.GET.get("year", "")
    year = min(max(int(said), first), this) if said.isdecimal() and len(said) == 4 else this
    found = queries.figures(year, at=at)
    months = {str(number): found.months[number] for number in range(1, 13)}
    names = moments.calendar((get_language() or "fr")[:2]).months
    context: dict[str, Any] = {
        "year": year,
        "years": list(range(first, this + 1)),
        "sessions": total(found.sessions),
        "items": total(found.items),
        "tables": [
            (_("By month"), lines(months, [(key, names[int(key) - 1]) for key in months], adds_up=True)),
            (_("By pole that the file asks for"), lines(found.poles, _named(poles()), adds_up=False)),
            (_("By public"), lines(found.publics, _named(target_groups()), adds_up=False)),
            (_("What was undertaken"), lines(found.promises, _promises(), adds_up=True)),
        ],
    }
    return render(request, "committees/figures.html", context)


def _named(items: Any) -> list[tuple[str, str]]:
    return [(item.code, label(item)) for item in items]


def _promises() -> list[tuple[str, str]]:
    return [
        ("kept", _("Kept in time")),
        ("late", _("Not kept in time")),
        ("open", _("Not due yet, or no more")),
    ]


def total(number: int) -> int | None:
    return None if is_small(number) else number


def lines(counts: Mapping[Any, int], names: Sequence[tuple[str, str]], *, adds_up: bool) -> list[Line]:
    """Those that are something, the hidden ones without their number."""
    numbers = {code: counts.get(code, 0) for code, _name in names}
    small = hidden(numbers, adds_up=adds_up)
    return [(name, None if code in small else numbers[code]) for code, name in names if numbers[code]]
