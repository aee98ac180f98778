"""Where an organisation receives, with how many places: written down, corrected."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.partners import actions
from jaras.partners.models import Site, Unit
from jaras.partners.rules import PartnersVerb
from jaras.web.partners.pages import find
from jaras.web.places.forms import Correctable, SiteForm, UnitForm, UnitsForm
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def add_site(request: Request, pk: int) -> HttpResponse:
    organisation = find(request, pk)
    form = SiteForm(_posted(request))

    def add() -> HttpResponse:
        made = actions.add_site(
            organisation=organisation, by=request.actor, at=timezone.now(), **form.receives()
        )
        messages.success(request, _("The site is written: now add its places."))
        return redirect("places_units_new", made.pk)

    words = {"title": _("A site of this organisation"), "button": _("Add")}
    return _ask(request, form, add, name=organisation.name, back=reverse("partner", args=[pk]), **words)


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def amend_site(request: Request, pk: int) -> HttpResponse:
    site = _site(request, pk)
    form = SiteForm(_posted(request), site=site)

    def amend() -> HttpResponse:
        actions.amend_site(site=site, by=request.actor, at=timezone.now(), **form.receives())
        messages.success(request, _("The directory is up to date."))
        return _after(request, site)

    words = {"title": _("Correct or complete"), "button": _("Save")}
    return _ask(request, form, amend, name=site.name, back=_board_of(site), **words)


@permission(PartnersVerb.AMEND)
@require_POST
def renew_link(request: Request, pk: int) -> HttpResponse:
    site = _site(request, pk)
    actions.renew_site_link(site=site, by=request.actor, at=timezone.now())
    messages.success(request, _("A new link leads to this board; the older one is dead."))
    return _after(request, site)


@permission(PartnersVerb.AMEND)
@require_POST
def send_link(request: Request, pk: int) -> HttpResponse:
    site = _site(request, pk)
    try:
        actions.send_site_link(site=site, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("The link leaves."))
    return _after(request, site)


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def add_units(request: Request, pk: int) -> HttpResponse:
    site = _site(request, pk)
    form = UnitsForm(_posted(request), organisation=site.organisation)

    def add() -> HttpResponse:
        actions.add_units(site=site, labels=form.labels, by=request.actor, at=timezone.now(), **form.takes())
        messages.success(request, _("The places are on the board."))
        return _after(request, site)

    words = {"title": _("Add places"), "button": _("Add")}
    if not form.services:
        words["nothing"] = _("Write first in the directory what this organisation gives.")
    return _ask(request, form, add, name=site.name, back=_board_of(site), **words)


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def amend_unit(request: Request, pk: int) -> HttpResponse:
    unit = Unit.objects.select_related("site__organisation", "service").filter(pk=pk).first()
    if unit is None:
        raise Http404
    site, name = unit.site, unit.label
    form = UnitForm(_posted(request), unit=unit)

    def amend() -> HttpResponse:
        actions.amend_unit(unit=unit, by=request.actor, at=timezone.now(), **form.takes())
        messages.success(request, _("The directory is up to date."))
        return _after(request, site)

    words = {"title": _("Correct this place"), "button": _("Save")}
    return _ask(request, form, amend, name=name, back=_board_of(site), **words)


def _ask(request: Request, form: Correctable, do: Callable[[], HttpResponse], **context: Any) -> HttpResponse:
    """Show the form, or do what it asks; a refusal stands beside its field, what was typed stays."""
    if request.method == "POST" and form.is_valid():
        try:
            return do()
        except Refused as refusal:
            form.refuse(refusal)
        except Conflict:
            form.add_error(None, _("Somebody changed this at this very moment. Look, then do it again."))
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "places/form.html", {"form": form} | context, status=status)


def _posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _site(request: Request, pk: int) -> Site:
    rows = Site.objects.visible_to(request.actor).select_related("organisation", "commune")
    site = rows.filter(pk=pk).first()
    if site is None:
        raise Http404
    return site


def _board_of(site: Site) -> str:
    return reverse("places_site", args=[site.pk])


def _after(request: Request, site: Site) -> HttpResponse:
    """Back to the board of the site; whoever keeps the directory alone sees no board."""
    if request.actor.can(PartnersVerb.PLACES):
        return redirect(_board_of(site))
    return redirect("partner", site.organisation_id)
