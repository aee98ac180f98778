"""Adding a place, amending it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.territory import actions, lists, queries
from jaras.territory.models import Place
from jaras.territory.rules.rights import TerritoryVerb
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label
from jaras.web.territory.forms import PlaceForm, of_place


@require_http_methods(["GET", "POST"])
@permission(TerritoryVerb.SETTINGS)
def new(request: Request) -> HttpResponse:
    """A place nobody had written down."""
    form = PlaceForm(request.POST or None, initial={"commune": request.GET.get("commune", "")})
    if form.is_valid():
        try:
            place = actions.add_place(**form.as_arguments(), by=request.actor, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("{place} is added.").format(place=place.name))
            return redirect("territory_commune", code=place.commune_id)
    return render(request, "territory/place.html", {"form": form, "place": None, "conflict": None})


@require_http_methods(["GET", "POST"])
@permission(TerritoryVerb.SETTINGS)
def amend(request: Request, pk: int) -> HttpResponse:
    """What is known of a place, to be rewritten."""
    place = get_object_or_404(Place.objects.visible_to(request.actor), pk=pk)
    form = PlaceForm(request.POST or None, initial=of_place(place))
    conflict = None
    if form.is_valid():
        place.version = form.cleaned_data["version"] or 0
        try:
            actions.amend_place(
                place=place,
                **form.as_arguments(),
                active=form.cleaned_data["active"],
                by=request.actor,
                at=now(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Conflict:
            current = Place.objects.get(pk=pk)
            conflict = _conflict(form, current)
            form.data = {**request.POST.dict(), "version": current.version}
        else:
            messages.success(request, _("{place} is saved.").format(place=place.name))
            return redirect("territory_commune", code=place.commune_id)
    return render(request, "territory/place.html", {"form": form, "place": place, "conflict": conflict})


def _conflict(form: PlaceForm, current: Place) -> dict[str, Any]:
    """Both texts, field by field, where they differ."""
    theirs = of_place(current)
    mine = form.cleaned_data | {"aliases": "\n".join(form.cleaned_data["aliases"].splitlines())}
    differing = [name for name in theirs if name != "version" and (mine[name] or "") != (theirs[name] or "")]
    fact = queries.latest_fact("place", current.pk)
    return {
        "at": fact.at if fact else now(),
        "texts": [
            (form.fields[name].label, _said(name, theirs[name]), _said(name, mine[name]))
            for name in differing
        ],
    }


def _said(name: str, value: Any) -> str:
    """A value of the form in the reader's words."""
    if name == "kind":
        return label(lists.place_kinds()[value])
    if name == "commune":
        commune = queries.commune_of_code(value)
        return commune.name if commune else value
    if name == "active":
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
