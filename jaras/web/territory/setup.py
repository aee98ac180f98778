"""The first start of a real installation: its key, its territory, its cell, its first administrator."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.governance.actions import change_preferences, found_first_administrator
from jaras.governance.models import actor_of
from jaras.kernel.actor import SYSTEM
from jaras.kernel.refusal import Refused
from jaras.territory import actions, queries
from jaras.territory.models import Province
from jaras.web.shell.permission import public
from jaras.web.shell.request import Request
from jaras.web.territory.forms import FoundingForm
from jaras.web.territory.key import is_setup_key, spend_setup_key

OPENED = "setup_opened"
NAME_FR, NAME_AR = "Cellule de vigilance sociale · {name}", "خلية اليقظة الاجتماعية · {name}"


@public
@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    """The key, then the province, then the cell with its administrator; nothing once there is a cell."""
    if queries.installation() is not None:
        raise Http404
    if key := request.GET.get("key", ""):
        return _open(request, key)
    if not request.session.get(OPENED):
        return render(request, "territory/setup_key.html", {"wrong": False})
    province = Province.objects.filter(code=request.GET.get("territory", "")).first()
    if province is None:
        return _choose(request)
    return _found(request, province)


def _open(request: Request, key: str) -> HttpResponse:
    """A right key is remembered by the session and leaves the address; the province asked for stays in it."""
    if not is_setup_key(key):
        return render(request, "territory/setup_key.html", {"wrong": True}, status=403)
    request.session.cycle_key()
    request.session[OPENED] = True
    asked = f"?{urlencode({'territory': settings.TERRITORY})}" if settings.TERRITORY_ASKED else ""
    return redirect(reverse("setup") + asked)


def _choose(request: Request) -> HttpResponse:
    """The 75 provinces by region, or those whose name was searched for."""
    text = request.GET.get("q", "")[:80]
    rows = sorted(queries.provinces(text), key=lambda row: (row.region_code, row.code))
    regions = [(name, list(members)) for name, members in groupby(rows, key=_region)]
    template = "territory/_provinces.html" if request.headers.get("HX-Request") else "territory/setup.html"
    return render(request, template, {"regions": regions, "text": text})


def _region(province: Province) -> str:
    return (province.region_ar if get_language_bidi() else province.region_fr) or province.region_fr


def _found(request: Request, province: Province) -> HttpResponse:
    names = {
        "cell_name_fr": NAME_FR.format(name=province.name_fr),
        "cell_name_ar": NAME_AR.format(name=province.name_ar),
    }
    form = FoundingForm(request.POST or None, initial=names)
    if form.is_valid():
        try:
            _write(province, form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            spend_setup_key()
            request.session.flush()
            messages.success(request, _("The cell is founded. Sign in to invite its members."))
            return redirect("account_login")
    return render(request, "territory/setup_cell.html", {"form": form, "province": province})


@transaction.atomic
def _write(province: Province, said: dict[str, Any]) -> None:
    """Both or neither: no cell without somebody to look after it."""
    at = now()
    actions.choose(
        province_code=province.code,
        invented=False,
        cell_name_fr=said["cell_name_fr"],
        cell_name_ar=said["cell_name_ar"],
        by=SYSTEM,
        at=at,
    )
    first = found_first_administrator(
        email=said["email"], name=said["name"], password=said["password"], by=SYSTEM, at=at
    )
    change_preferences(language=get_language(), by=actor_of(first), at=at)
