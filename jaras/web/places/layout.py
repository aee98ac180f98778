"""Where an organisation receives, with how many places: written down, corrected."""

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
    form = SiteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_site(
                organisation=organisation, by=request.actor, at=timezone.now(), **form.receives()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The site is written: now add its places."))
            return redirect("places_units_new", made.pk)
    return _form(
        request, form, organisation.name, title=_("A site of this organisation"), button=_("Add"),
        back=reverse("partner", args=[pk]),
    )  # fmt: skip


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def amend_site(request: Request, pk: int) -> HttpResponse:
    site = _site(request, pk)
    form = SiteForm(request.POST if request.method == "POST" else None, site=site)
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_site(site=site, by=request.actor, at=timezone.now(), **form.receives())
        except Refused as refusal:
            form.refuse(refusal)
        except Conflict:
            form.add_error(None, _("Somebody changed this at this very moment. Look, then do it again."))
        else:
            messages.success(request, _("The directory is up to date."))
            return _after(request, site)
    return _form(
        request, form, site.name, title=_("Correct or complete"), button=_("Save"),
        back=reverse("places_site", args=[pk]),
    )  # fmt: skip


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
    form = UnitsForm(request.POST if request.method == "POST" else None, organisation=site.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_units(
                site=site, labels=form.labels, by=request.actor, at=timezone.now(), **form.takes()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The places are on the board."))
            return _after(request, site)
    return _form(
        request, form, site.name, title=_("Add places"), button=_("Add"),
        back=reverse("places_site", args=[pk]),
        nothing="" if form.services else _("Write first in the directory what this organisation gives."),
    )  # fmt: skip


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def amend_unit(request: Request, pk: int) -> HttpResponse:
    unit = Unit.objects.select_related("site__organisation", "service").filter(pk=pk).first()
    if unit is None:
        raise Http404
    name, back = unit.label, reverse("places_site", args=[unit.site_id])
    form = UnitForm(request.POST if request.method == "POST" else None, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_unit(unit=unit, by=request.actor, at=timezone.now(), **form.takes())
        except Refused as refusal:
            form.refuse(refusal)
        except Conflict:
            form.add_error(None, _("Somebody changed this at this very moment. Look, then do it again."))
        else:
            messages.success(request, _("The directory is up to date."))
            return _after(request, unit.site)
    return _form(request, form, name, title=_("Correct this place"), button=_("Save"), back=back)


def _site(request: Request, pk: int) -> Site:
    rows = Site.objects.visible_to(request.actor).select_related("organisation", "commune")
    site = rows.filter(pk=pk).first()
    if site is None:
        raise Http404
    return site


def _after(request: Request, site: Site) -> HttpResponse:
    """Back to the board of the site; whoever keeps the directory alone sees no board."""
    if request.actor.can(PartnersVerb.PLACES):
        return redirect("places_site", site.pk)
    return redirect("partner", site.organisation_id)


def _form(request: Request, form: Correctable, name: str, **context: Any) -> HttpResponse:
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "places/form.html", {"form": form, "name": name} | context, status=status)
