"""The diagnosis of a case: where somebody stands, how they moved, what they need."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from jaras.care import queries
from jaras.care.lists import grid_of, need_states, sheltering
from jaras.care.models import Diagnosis, Need
from jaras.care.queries import Standing
from jaras.care.rules import NEED, CareVerb, Change, NeedState, Reason
from jaras.care.rules.grid import CRISIS
from jaras.cases.models import Case
from jaras.cases.rules import LIVING
from jaras.partners.lists import poles, services
from jaras.partners.rules import PartnersVerb
from jaras.people.models import Person
from jaras.web.care import levels
from jaras.web.care.needs import OFFERS
from jaras.web.cases.file import find, head
from jaras.web.cases.words import persons_of
from jaras.web.shell.navigation import in_a_case
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

in_a_case("case_diagnosis", gettext_lazy("Diagnosis and needs"), "figures", CareVerb.READ)


@permission(CareVerb.READ)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    """The last diagnosis beside the one before; `?of=` opens an earlier one, `?person=` another person."""
    case = find(request, pk)
    person = chosen(case, request.GET.get("person", ""))
    made = queries.history(case, person, request.actor) if person else []
    opened = _opened(made, request.GET.get("of", ""))
    context = head(request, case) | {
        "person": person,
        "persons": persons_of(case),
        "made": made,
        "opened": opened,
        "may_assess": request.actor.can(CareVerb.ASSESS) and case.state in LIVING,
        "may_refer": request.actor.can(CareVerb.REFER),
        "placed": sheltering() if request.actor.can(PartnersVerb.PLACES) else (),
        "services": services(),
    }
    context |= needs(request, case) | (_shown(made, opened) if opened else {})
    return render(request, "care/diagnosis.html", context)


def chosen(case: Case, typed: str) -> Person | None:
    """The person of the case that was asked for, else the first."""
    persons = persons_of(case)
    return next((each for each in persons if str(each.pk) == typed), persons[0] if persons else None)


def _opened(made: Sequence[Diagnosis], typed: str) -> Diagnosis | None:
    if not typed:
        return made[0] if made else None
    found = next((each for each in made if str(each.pk) == typed), None)
    if found is None:
        raise Http404
    return found


def _shown(made: Sequence[Diagnosis], opened: Diagnosis) -> dict[str, Any]:
    at = made.index(opened)
    before = made[at + 1] if at + 1 < len(made) else None
    stood, made_with = queries.standing(opened, before), grid_of(opened.grid)
    return {
        "before": before,
        "is_last": at == 0,
        "same_grid": opened.grid == made_with.version,
        "lines": levels.lines(stood, made_with),
        "sentence": sentence(stood),
        "proposals": [
            (each, levels.reasons([Reason(**reason) for reason in each.reasons], made_with))
            for each in (queries.unanswered(opened) if at == 0 else ())
        ],
    }


def sentence(stood: Standing) -> str:
    """What is seen, in one sentence: how many in crisis, how many moved."""
    crisis = sum(row.level == CRISIS for row in stood.levels.values())
    parts = [
        ngettext("%(number)d domain assessed", "%(number)d domains assessed", len(stood.levels))
        % {"number": len(stood.levels)},
        ngettext("%(number)d in crisis", "%(number)d in crisis", crisis) % {"number": crisis}
        if crisis
        else _("none in crisis"),
    ]
    moves = Counter(stood.changes.values())
    if moves[Change.UP]:
        parts.append(
            ngettext("%(number)d better", "%(number)d better", moves[Change.UP])
            % {"number": moves[Change.UP]}
        )
    if moves[Change.DOWN]:
        parts.append(
            ngettext("%(number)d harder", "%(number)d harder", moves[Change.DOWN])
            % {"number": moves[Change.DOWN]}
        )
    return " · ".join(parts)


def needs(request: Request, case: Case) -> dict[str, Any]:
    """The needs by pole, those that wait first, with what may be done."""
    found = sorted(queries.needs_of(case, request.actor), key=lambda need: need.state not in NEED_FIRST)
    return {
        "poles": [(pole, [need for need in found if need.pole == pole.code]) for pole in poles()],
        "found": found,
        "need_states": need_states(),
        "offers": offers,
    }


NEED_FIRST = (NeedState.OPEN, NeedState.IN_HAND)


def offers(need: Need) -> list[tuple[str, Any]]:
    """The moves a hand may make from here, with their words."""
    return [(verb, OFFERS[verb].offer) for verb in NEED.verbs_from(need.state) if verb in OFFERS]
