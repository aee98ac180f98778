"""One site: each of its places, two taps from what happened at its door."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jaras.care import queries as care
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import actions, queries
from jaras.partners.models import Occupancy, Site, Unit
from jaras.partners.queries import OnBoard
from jaras.partners.rules import PartnersVerb
from jaras.partners.rules.occupancy import OccupancyState
from jaras.web.places.words import STATES, VERBS, for_whom, reasons
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

HOURS = (1, 2, 4, 12)  # how long a place is held, to choose from
USUAL = 2
NOON = time(12)


@permission(PartnersVerb.PLACES)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    at = timezone.now()
    here = _find(request, pk, at)
    taken = [spot.occupancy.pk for spot in here.spots if spot.occupancy]
    context = shown(here, open_unit=request.GET.get("unit", "")) | {
        "stays": care.stays_on(request.actor, taken),
        "may_amend": request.actor.can(PartnersVerb.AMEND),
        "door": settings.ORIGIN + reverse("places_door", args=[queries.token_of(here.site)]),
    }
    return render(request, "places/site.html", context)


def shown(here: OnBoard, *, open_unit: str) -> dict[str, Any]:
    """What a page about a site needs, for whoever stands behind it."""
    return {
        "here": here,
        "site": here.site,
        "place_states": STATES,
        "for_whom": for_whom,
        "hours": HOURS,
        "usual": USUAL,
        "release_reasons": reasons(OccupancyState.HELD),
        "leave_reasons": reasons(OccupancyState.OCCUPIED),
        "shut_reasons": reasons(OccupancyState.OUT_OF_ORDER),
        "open_unit": open_unit,
    }


@permission(PartnersVerb.PLACES)
@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    at = timezone.now()
    here = _find(request, pk, at)
    actions.confirm_site(site=here.site, by=request.actor, at=at)
    messages.success(request, _("Confirmed: the board is right."))
    return redirect("places_site", pk)


@permission(PartnersVerb.PLACES)
@require_POST
def take(request: Request, pk: int, verb: str) -> HttpResponse:
    """Held, come in, shut."""
    unit = Unit.objects.visible_to(request.actor).select_related("site").filter(pk=pk).first()
    if unit is None or verb not in TAKE:
        raise Http404
    refused = taken(unit, verb, request.POST, by=request.actor, at=timezone.now())
    return _back(request, unit, refused, verb)


@permission(PartnersVerb.PLACES)
@require_POST
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    """Arrived, longer, given back, left, mended."""
    rows = Occupancy.objects.visible_to(request.actor).select_related("unit__site")
    occupancy = rows.filter(pk=pk).first()
    if occupancy is None or verb not in MOVE:
        raise Http404
    refused = moved(occupancy, verb, request.POST, by=request.actor, at=timezone.now())
    return _back(request, occupancy.unit, refused, verb)


Said = Any  # what a form sent: `get(name, default)`
Take = Callable[[Unit, Said, Actor, datetime], object]
Move = Callable[[Occupancy, Said, Actor, datetime], object]

TAKE: dict[str, Take] = {
    "hold": lambda unit, said, by, at: actions.hold(
        unit=unit, until=at + hours_of(said), by=by, at=at, key=_key(said, by)
    ),
    "come_in": lambda unit, said, by, at: actions.come_in(
        unit=unit, due_at=_day(said), by=by, at=at, key=_key(said, by)
    ),
    "shut": lambda unit, said, by, at: actions.shut(
        unit=unit, reason=said.get("reason", ""), due_at=_day(said), by=by, at=at, key=_key(said, by)
    ),
}
MOVE: dict[str, Move] = {
    "arrive": lambda row, said, by, at: actions.arrive(occupancy=row, due_at=_day(said), by=by, at=at),
    "release": lambda row, said, by, at: actions.release(
        occupancy=row, reason=said.get("reason", ""), by=by, at=at
    ),
    "leave": lambda row, said, by, at: actions.leave(
        occupancy=row, reason=said.get("reason", ""), by=by, at=at
    ),
    "mend": lambda row, _said, by, at: actions.mend(occupancy=row, by=by, at=at),
    "extend": lambda row, said, by, at: actions.extend(
        occupancy=row, until=_longer(row, said, at), by=by, at=at
    ),
}


def taken(unit: Unit, verb: str, said: Said, *, by: Actor, at: datetime) -> Refused | None:
    """Do it; the refusal, if there is one."""
    try:
        TAKE[verb](unit, said, by, at)
    except Refused as refusal:
        return refusal
    return None


def moved(occupancy: Occupancy, verb: str, said: Said, *, by: Actor, at: datetime) -> Refused | None:
    try:
        MOVE[verb](occupancy, said, by, at)
    except Refused as refusal:
        return refusal
    return None


def _longer(row: Occupancy, said: Said, at: datetime) -> datetime:
    """A hold is longer by hours, a stay until a day."""
    if row.state == OccupancyState.HELD:
        return at + hours_of(said)
    day = _day(said)
    if day is None:
        raise Refused(_("Choose a day from now on, within a year."), field="day")
    return day


def hours_of(said: Said) -> timedelta:
    given = str(said.get("hours", USUAL))
    return timedelta(hours=int(given) if given.isascii() and given.isdigit() and len(given) < 3 else USUAL)


def _day(said: Said) -> datetime | None:
    """The noon of the day that was chosen; nothing chosen, none."""
    written = str(said.get("day", "") or "").strip()
    if not written:
        return None
    try:
        day = parse_date(written)
    except ValueError:
        day = None
    if day is None:
        raise Refused(_("Write the day as day, month, year."), field="day")
    return timezone.make_aware(datetime.combine(day, NOON))


def _key(said: Said, by: Actor) -> str:
    given = str(said.get("key", ""))[:64]
    return f"{by.member_id or by.name}:{given}" if given else ""


def _find(request: Request, pk: int, at: datetime) -> OnBoard:
    rows = Site.objects.visible_to(request.actor).active().select_related("organisation", "commune")
    site = rows.filter(pk=pk).first()
    here = queries.on_board(site, request.actor, at=at) if site else None
    if here is None or (not here.spots and not request.actor.can(PartnersVerb.AMEND)):
        raise Http404
    return here


def _back(request: Request, unit: Unit, refused: Refused | None, verb: str) -> HttpResponse:
    if refused is not None:
        messages.warning(request, str(refused.sentence))
    else:
        messages.success(request, VERBS[verb])
    return redirect(f"{reverse('places_site', args=[unit.site_id])}?unit={unit.pk}#unit-{unit.pk}")
