"""What an organisation gives: added, corrected, given no more."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.partners import actions
from jaras.partners.models import Organisation, Service
from jaras.partners.rules import PartnersVerb
from jaras.web.partners.pages import find
from jaras.web.partners.service_form import ServiceForm, mark, shown
from jaras.web.shell import conflict
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    organisation = find(request, pk)
    form = ServiceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_service(
                organisation=organisation, by=request.actor, at=timezone.now(), **form.gives()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The service is in the directory."))
            return redirect("partner", pk)
    return _form(request, form, organisation, title=_("A new service"), button=_("Add"))


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def amend(request: Request, pk: int) -> HttpResponse:
    service = _find(request, pk)
    form = ServiceForm(request.POST if request.method == "POST" else None, service=service)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["seen"] != mark(service):
                raise Conflict(service)
            actions.amend_service(service=service, by=request.actor, at=timezone.now(), **form.gives())
        except Refused as refusal:
            form.refuse(refusal)
        except Conflict:
            return _both(request, pk, form)
        else:
            messages.success(request, _("The directory is up to date."))
            return redirect("partner", service.organisation_id)
    return _form(
        request, form, service.organisation, title=_("Correct or complete the service"), button=_("Save")
    )


@permission(PartnersVerb.AMEND)
@require_POST
def retire(request: Request, pk: int) -> HttpResponse:
    service = _find(request, pk)
    actions.retire_service(service=service, by=request.actor, at=timezone.now())
    messages.success(request, _("The service is given no more; what it did stays."))
    return redirect("partner", service.organisation_id)


@permission(PartnersVerb.AMEND)
@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    service = _find(request, pk)
    actions.restore_service(service=service, by=request.actor, at=timezone.now())
    messages.success(request, _("The service is given again."))
    return redirect("partner", service.organisation_id)


def _find(request: Request, pk: int) -> Service:
    rows = Service.objects.visible_to(request.actor).select_related("organisation")
    service = rows.prefetch_related("hours", "communes").filter(pk=pk).first()
    if service is None:
        raise Http404
    return service


def _form(
    request: Request, form: ServiceForm, organisation: Organisation, *, status: int = 0, **context: Any
) -> HttpResponse:
    status = status or (HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK)
    shown_too = {"form": form, "organisation": organisation, "of_part": True}
    return render(request, "partners/form.html", shown_too | context, status=status)


def _both(request: Request, pk: int, form: ServiceForm) -> HttpResponse:
    """What the other saved beside what this one wrote."""
    now = _find(request, pk)
    form.cleaned_data = form.as_shown()
    texts = conflict.differences(shown(now), form)
    again = ServiceForm(conflict.sent_again(request, seen=mark(now)), service=now)
    context = conflict.told("service", pk, "ServiceAmended", texts=texts) | {
        "title": _("Correct or complete the service"),
        "button": _("Keep this text"),
    }
    return _form(request, again, now.organisation, status=HTTPStatus.CONFLICT, **context)
