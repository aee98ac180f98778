"""The board of one site for its own staff: a link, two taps, no account."""

from datetime import timedelta
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.kernel import limits
from jaras.kernel.actor import Actor
from jaras.kernel.limits import Limit
from jaras.kernel.visitor import visitor
from jaras.partners import actions, queries
from jaras.partners.models import Occupancy, Site, Unit
from jaras.web.places.sites import MOVE, TAKE, moved, shown, taken
from jaras.web.places.words import VERBS
from jaras.web.shell.discreet import discreet
from jaras.web.shell.request import Request

WRITINGS = (Limit(120, timedelta(minutes=10)), Limit(2000, timedelta(days=1)))
CONFIRM = "confirm"


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, token: str) -> HttpResponse:
    """A link that was renewed since, that was never ours, finds nothing."""
    site, at = queries.site_of(token), timezone.now()
    if site is None:
        raise Http404
    by = queries.staff_of(site)
    said, wrong, status = "", "", HTTPStatus.OK
    if request.method == "POST":
        if _flooded(request, site):
            wrong = _("Many answers came from this page. Wait a few minutes, then send again.")
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            said, wrong = _done(request, site, by=by)
            status = HTTPStatus.CONFLICT if wrong else HTTPStatus.OK
    context = shown(queries.on_board(site, by, at=at), open_unit="")
    context |= {"said": said, "wrong": wrong, "at": at, "cell": queries.cell()}
    response = render(request, "places/door.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _flooded(request: Request, site: Site) -> bool:
    at, who = timezone.now(), limits.digest(f"{site.pk}:{visitor(request)}")
    if limits.reached("places-door", who, WRITINGS, at=at):
        return True
    limits.note("places-door", who, at=at)
    return False


def _done(request: Request, site: Site, *, by: Actor) -> tuple[str, str]:
    """What was done in words, else why not; a place of another site is not there."""
    said, at, do = request.POST, timezone.now(), request.POST.get("do", "")
    if do == CONFIRM:
        actions.confirm_site(site=site, by=by, at=at)
        return _("Confirmed: the board is right."), ""
    number = said.get("place", "")
    pk = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    if do in TAKE and do != "hold":
        unit = Unit.objects.filter(site=site, pk=pk).first()
        if unit is None:
            raise Http404
        refused = taken(unit, do, said, by=by, at=at)
    elif do in MOVE:
        occupancy = Occupancy.objects.filter(unit__site=site, pk=pk).first()
        if occupancy is None:
            raise Http404
        refused = moved(occupancy, do, said, by=by, at=at)
    else:
        return "", _("Say what happened: press a button.")
    if refused is None:
        actions.confirm_site(site=site, by=by, at=at)  # whoever writes is there
    return ("", str(refused.sentence)) if refused else (str(VERBS[do]), "")
