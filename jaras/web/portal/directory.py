"""Who can help: the public part of the directory, on a telephone, on paper."""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jaras.kernel import limits, text
from jaras.kernel.limits import Limit
from jaras.kernel.visitor import visitor
from jaras.partners.lists import organisation_kinds, poles, services
from jaras.partners.queries import Helper, Sought, consulted
from jaras.people.lists import target_groups
from jaras.territory import queries as territory
from jaras.web.portal.calls import numbers
from jaras.web.shell.discreet import discreet
from jaras.web.shell.request import Request

LONGEST = 200
ON_SCREEN, ON_PAPER = 20, 200
# Whoever only turns pages is not counted: a telephone network is one visitor to us.
SEARCHES = (Limit(300, timedelta(minutes=10)), Limit(5000, timedelta(days=1)))


@discreet
@require_safe
def directory(request: Request) -> HttpResponse:
    """`sheet=1`: as many as a sheet of paper wants, without the form."""
    at, given = timezone.now(), request.GET
    sought = _sought(request)
    on_paper = bool(given.get("sheet"))
    helpers: list[Helper] = []
    after, error = "", ""
    if sought.words and _floods(request):
        error = _("Many searches came from this connection. Wait a few minutes, then search again.")
    else:
        size = ON_PAPER if on_paper else ON_SCREEN
        helpers, after = consulted(sought, at=at, after=given.get("after", "")[:400], size=size)
    parameters = {
        "q": sought.words,
        "pole": sought.pole,
        "commune": sought.commune,
        "open": "1" if sought.open_now else "",
    }
    context = {
        "helpers": helpers,
        "after": after,
        "error": error,
        "sought": sought,
        "parameters": parameters,
        "is_sought": any(parameters.values()),
        "on_paper": on_paper,
        "continued": bool(given.get("after")),
        "at": at,
        "numbers": numbers(),
        "installation": territory.installation(),
        "communes": territory.communes(),
        "poles": poles(),
        "kinds": organisation_kinds(),
        "names": services(),
        "groups": target_groups(),
    }
    status = HTTPStatus.TOO_MANY_REQUESTS if error else HTTPStatus.OK
    return render(request, "portal/directory.html", context, status=status)


def _sought(request: Request) -> Sought:
    """What is no code of ours filters nothing."""
    given = request.GET
    pole, commune = given.get("pole", ""), given.get("commune", "")
    return Sought(
        words=text.cleaned(given.get("q", "")[:LONGEST]).strip(),
        pole=pole if pole in poles() else "",
        commune=commune if commune and territory.commune_of_code(commune) else "",
        open_now=bool(given.get("open")),
    )


def _floods(request: Request) -> bool:
    at, who = timezone.now(), visitor(request)
    if limits.reached("annuaire", who, SEARCHES, at=at):
        return True
    limits.note("annuaire", who, at=at)
    return False
