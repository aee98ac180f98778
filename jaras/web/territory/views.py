"""The territory at a glance, a commune with its places, the name of the cell."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from jaras.kernel import pages
from jaras.kernel.refusal import Refused
from jaras.territory import actions, lists, queries
from jaras.territory.models import Commune, Installation, Place
from jaras.territory.rules.rights import TerritoryVerb
from jaras.web.shell import maps
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.territory.forms import CellForm


@require_GET
@permission(TerritoryVerb.SETTINGS)
def territory(request: Request) -> HttpResponse:
    """The map of what is known, then every commune by cercle."""
    installation = _installation()
    counts = queries.place_counts()
    spots = [maps.Spot(place.name_fr or place.name_ar, point) for place, point in queries.located_places()]
    drawing = maps.of_communes(counts, address=_address, spots=spots)
    return render(
        request,
        "territory/territory.html",
        {
            "installation": installation,
            "drawing": drawing,
            "sentence": _seen(drawing, installation),
            "population": sum(area.commune.population or 0 for area in drawing.areas),
        },
    )


def _address(commune: Commune) -> str:
    return reverse("territory_commune", args=[commune.code])


def _seen(drawing: maps.Drawing, installation: Installation) -> str:
    """What the map shows, in a sentence."""
    known = sum(area.value for area in drawing.areas)
    without = sum(1 for area in drawing.areas if not area.value)
    if not known:
        return _("No place is known yet: add those that people name most, or import a list.")
    places = ngettext("{n} place is known", "{n} places are known", known).format(n=known)
    if not without:
        return _("{places}, some in every commune.").format(places=places)
    communes = ngettext("{n} commune has none yet", "{n} communes have none yet", without).format(n=without)
    return _("{places}; {communes}.").format(places=places, communes=communes)


def _installation() -> Installation:
    installation = queries.installation()
    if installation is None:
        raise Http404
    return installation


@require_GET
@permission(TerritoryVerb.SETTINGS)
def commune(request: Request, code: str) -> HttpResponse:
    """A commune with the places people name in it."""
    found = queries.commune_of_code(code)
    if found is None:
        raise Http404
    after = request.GET.get("after", "")
    rows = Place.objects.visible_to(request.actor).filter(commune=found)
    page = pages.page(rows, order=("name_fr", "id"), after=after)
    return render(
        request,
        "territory/commune.html",
        {
            "commune": found,
            "group": maps.cercle_name(found),
            "page": page,
            "after": after,
            "kinds": lists.place_kinds(),
        },
    )


@require_http_methods(["GET", "POST"])
@permission(TerritoryVerb.SETTINGS)
def cell(request: Request) -> HttpResponse:
    """What the cell calls itself."""
    installation = _installation()
    form = CellForm(request.POST or None, initial=vars(installation))
    if form.is_valid():
        try:
            actions.choose(
                province_code=installation.province_id,
                invented=installation.invented,
                **form.cleaned_data,
                by=request.actor,
                at=now(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The name of the cell is saved."))
            return redirect("territory")
    return render(request, "territory/cell.html", {"form": form, "installation": installation})
