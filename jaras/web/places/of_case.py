"""The places of a case: those that suit a need, those that were taken."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from jaras.care import actions, queries
from jaras.care.models import Need
from jaras.care.rules import CareVerb, NeedState
from jaras.cases.rules import LIVING as FOLLOWED
from jaras.kernel.refusal import Refused
from jaras.partners import actions as partners
from jaras.partners import queries as directory
from jaras.partners.lists import place_reasons, services
from jaras.partners.models import Unit
from jaras.partners.rules import PartnersVerb
from jaras.web.cases.file import find, head
from jaras.web.cases.words import persons_of
from jaras.web.places.sites import HOURS, USUAL, hours_of
from jaras.web.places.words import STATES, for_whom
from jaras.web.referrals.words import reason
from jaras.web.shell.navigation import in_a_case
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

in_a_case("case_places", gettext_lazy("Places"), "pole-ACC", PartnersVerb.PLACES)


@permission(PartnersVerb.PLACES)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    case = find(request, pk)
    may_hold = request.actor.can(CareVerb.REFER) and case.state in FOLLOWED
    stays = queries.stays_of(case, request.actor)
    taken = {stay.need_id for stay in stays if stay.occupancy.is_living}
    placed = directory.codes_with_places(request.actor)
    context = head(request, case) | {
        "stays": stays,
        "waiting": [
            need
            for need in queries.needs_of(case, request.actor)
            if need.state in (NeedState.OPEN, NeedState.IN_HAND)
            and need.service in placed
            and need.pk not in taken
        ]
        if may_hold
        else [],
        "services": services(),
        "place_states": STATES,
        "ends": place_reasons(),
    }
    return render(request, "places/case.html", context)


@permission(CareVerb.REFER)
@require_http_methods(["GET", "POST"])
def choose(request: Request, pk: int, need_pk: int) -> HttpResponse:
    """The free places that suit, with why; the first is one press away."""
    case, at = find(request, pk), timezone.now()
    rows = Need.objects.visible_to(request.actor).filter(case=case)
    need = get_object_or_404(rows.select_related("case__commune", "person"), pk=need_pk)
    if request.method == "POST" and (answer := _hold(request, need)):
        return answer
    person = need.person or next(iter(persons_of(case)), None)
    found = queries.free_places(need, person, request.actor, at=at)
    context = head(request, case) | {
        "need": need,
        "services": services(),
        "suiting": [_worded(each) for each in found if each.verdict.fits],
        "others": [_worded(each) for each in found if not each.verdict.fits],
        "for_whom": for_whom,
        "hours": HOURS,
        "usual": USUAL,
        "at": at,
    }
    return render(request, "places/choose.html", context)


def _hold(request: Request, need: Need) -> HttpResponse | None:
    """Held, or politely not: then the next best stand on the page that comes."""
    at, given = timezone.now(), request.POST.get("unit", "")
    wanted = Unit.objects.visible_to(request.actor).select_related("site", "service")
    unit = get_object_or_404(wanted, pk=int(given) if given.isascii() and given.isdigit() else 0)
    try:
        stay = actions.hold_place(
            need=need,
            unit=unit,
            until=at + hours_of(request.POST),
            by=request.actor,
            at=at,
            key=request.POST.get("key", "")[:64],
        )
    except partners.Taken:
        messages.warning(
            request,
            _("Somebody took “%(label)s” a moment ago. Nothing is lost: these places are free now.")
            % {"label": unit.label},
        )
        return None
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
        return None
    messages.success(
        request,
        _("“%(label)s” is held at %(site)s. Code to say at the door: %(code)s.")
        % {"label": unit.label, "site": unit.site.name, "code": stay.occupancy.code},
    )
    return redirect("case_places", need.case_id)


def _worded(each: queries.FreePlace) -> dict[str, Any]:
    return {
        "site": each.site,
        "unit": each.unit,
        "units": each.units,
        "reasons": [reason(one) for one in each.verdict.reasons],
        "against": [reason(one) for one in each.verdict.against],
    }
