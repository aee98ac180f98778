"""The list behind a number, within the reader's rights."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from jaras.care.lists import interventions
from jaras.cases.lists import stages
from jaras.governance.rules import GovernanceVerb
from jaras.intake.lists import channels, urgency_levels
from jaras.kernel.access import Forbidden
from jaras.steering import queries
from jaras.steering.lists import figures
from jaras.steering.models import Counted
from jaras.steering.rules import DIMENSIONS_OF, STEPS_OF, Unit
from jaras.steering.rules.cells import value_of
from jaras.web.shell import signs
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.steering import asked, words

FIRST_WORDS = 200


@permission(GovernanceVerb.FIGURES)
@require_safe
def page(request: Request, unit: str) -> HttpResponse:
    """What was counted in a number, newest first, a page at a time; for whoever may see every list."""
    if unit not in set(Unit):
        raise Http404
    if not queries.sees_lists(request.actor):
        raise Forbidden("the lists behind figures")
    wanted, tag, after = asked.wanted(request), request.GET.get("tag", ""), request.GET.get("after", "")
    counted = Unit(unit)
    known = {*DIMENSIONS_OF[counted], *STEPS_OF.get(counted, ())}
    tags = tuple(dict.fromkeys(each for each in (wanted.kept, tag) if value_of(each)[0] in known))
    found = queries.behind(request.actor, counted, wanted.period, tags=tags, after=after)
    context = {
        "unit": words.unit(unit),
        "says": words.says(figures(), unit),
        "period": words.period(wanted.period),
        "kept": [words.tag(each) for each in tags],
        "rows": [line(counted, row, thing) for row, thing in found.rows],
        "after": found.after,
        "continued": bool(after),
        "parameters": asked.parameters(wanted) | {"unit": "", "tag": tag},
        "address": reverse("figures_behind", args=[unit]),
        "board": {**asked.parameters(wanted), "unit": unit},
    }
    return render(request, "steering/behind.html", context)


def line(unit: Unit, counted: Counted, thing: Any) -> Markup:
    """One thing as a line that leads to it."""
    match unit:
        case Unit.INTERVENTIONS | Unit.NIGHTS:
            href = _address("case", thing.case_id) or _address("report", thing.report_id)
            said = Markup("<b>{}</b>").format(words.named(interventions(), thing.code))
            facts = [words.value("pole", thing.pole), thing.organisation.name if thing.organisation else ""]
            if unit is Unit.NIGHTS:
                facts.append(_("nights: {number}").format(number=counted.amount))
            return _row(href, said, counted, facts)
        case Unit.REPORTS:
            urgency = (thing.urgency, words.named(urgency_levels(), thing.urgency)) if thing.urgency else None
            where = thing.place.name if thing.place else thing.place_text
            facts = [
                where or (thing.commune.name if thing.commune else ""),
                words.named(channels(), thing.channel),
            ]
            return _row(_address("report", thing.pk), thing.words[:FIRST_WORDS], counted, facts, urgency)
        case Unit.CASES:
            names = " · ".join(person.name for person in thing.persons.all()) or _("Somebody not named yet")
            said = Markup("<b>{}</b> {}").format(names, thing.summary[:FIRST_WORDS])
            return _row(_address("case", thing.pk), said, counted, [words.named(stages(), thing.stage)])
        case Unit.PERSONS:
            said = Markup("<b>{}</b>").format(thing.name or _("Somebody not named yet"))
            return _row(_address("person", thing.pk), said, counted, [])


def _address(route: str, pk: int | None) -> str:
    return reverse(route, args=[pk]) if pk else ""


def _row(
    href: str,
    said: str | Markup,
    counted: Counted,
    facts: Iterable[str],
    urgency: tuple[str, str] | None = None,
) -> Markup:
    apart = tuple(Markup("<span>{}</span>").format(fact) for fact in facts if fact)
    return signs.row(href, said, urgency=urgency, moment=counted.at, moment_mode="day", facts=apart)
