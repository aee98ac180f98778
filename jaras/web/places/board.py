"""The wall of places, on a screen, on paper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from jaras.care.rules import CareVerb
from jaras.partners import queries
from jaras.partners.lists import services
from jaras.partners.queries import Asked
from jaras.partners.rules import PartnersVerb
from jaras.people.rules import Sex
from jaras.territory import queries as territory
from jaras.web.partners.service_form import SEXES
from jaras.web.places.words import STATES, for_whom
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

OF_A_SHEET = 60  # sites of one sheet of paper, more than any province has shelters

room("places", gettext_lazy("Places"), "pole-ACC", PartnersVerb.PLACES)


@permission(PartnersVerb.PLACES)
@require_GET
def board(request: Request) -> HttpResponse:
    """What is free tonight, site by site; what was asked for alone."""
    asked, at = asked_of(request), timezone.now()
    sites, after = queries.board(request.actor, asked, at=at, after=request.GET.get("after", ""))
    context = _common(request, asked) | {
        "sites": sites,
        "after": after,
        "continued": bool(request.GET.get("after")),
        "counts": queries.counts(request.actor, asked, at=at),
        "may_amend": request.actor.can(PartnersVerb.AMEND),
        "may_refer": request.actor.can(CareVerb.REFER),
    }
    return render(request, "places/_board.html" if request.htmx else "places/board.html", context)


@permission(PartnersVerb.PLACES)
@require_GET
def sheet(request: Request) -> HttpResponse:
    """The same on paper, with room to write when the machine is off."""
    asked, at = asked_of(request), timezone.now()
    sites, _after = queries.board(request.actor, asked, at=at, size=OF_A_SHEET)
    return render(request, "places/sheet.html", _common(request, asked) | {"sites": sites, "at": at})


def asked_of(request: Request) -> Asked:
    """The filters of the address; what is in no list is not asked."""
    given = request.GET
    commune, service = given.get("commune", ""), given.get("service", "")
    return Asked(
        commune=commune if commune and territory.commune_of_code(commune) else "",
        service=service if service in services() else "",
        sex=given.get("sex", "") if given.get("sex", "") in (Sex.FEMALE, Sex.MALE) else "",
        step_free=bool(given.get("step_free")),
        free=bool(given.get("free")),
    )


def _common(request: Request, asked: Asked) -> dict[str, Any]:
    return {
        "asked": asked,
        "place_states": STATES,
        "for_whom": for_whom,
        "services": services(),
        "parameters": {
            "commune": asked.commune,
            "service": asked.service,
            "sex": asked.sex,
            "step_free": "1" if asked.step_free else "",
            "free": "1" if asked.free else "",
        },
        "commune_options": [
            ("", _("Every commune")),
            *((row.code, row.name) for row in territory.communes()),
        ],
        "service_options": [
            ("", _("Every service")),
            *((item.code, label(item)) for item in services() if item["pole"] == "ACC"),
        ],
        "sex_options": SEXES,
    }
