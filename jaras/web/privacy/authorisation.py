"""The authorisation of the commission is entered by the data-protection officer."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.kernel.refusal import Refused
from jaras.privacy import actions, queries
from jaras.privacy.rules import PrivacyVerb
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(PrivacyVerb.AUTHORISE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in ("number", "granted_on")}
    if request.method != "POST":
        return _form(request, typed)
    try:
        actions.authorise(
            number=typed["number"],
            granted_on=_day(typed["granted_on"]),
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _form(request, typed, refusal=refusal)
    messages.success(request, _("The authorisation counts from now on."))
    return redirect("keeping")


@permission(PrivacyVerb.AUTHORISE)
@require_POST
def end(request: Request) -> HttpResponse:
    given = queries.authorisation()
    if given is not None:
        actions.end_authorisation(authorisation=given, by=request.actor, at=timezone.now())
        messages.success(request, _("There is no authorisation any more: those fields are off."))
    return redirect("keeping")


def _day(typed: str) -> date:
    try:
        day = parse_date(typed.strip())
    except ValueError:
        day = None
    if day is None:
        raise Refused(_("Write the day as year-month-day: 2026-11-25."), field="granted_on")
    return day


def _form(request: Request, typed: dict[str, str], *, refusal: Refused | None = None) -> HttpResponse:
    status = 422 if refusal else 200
    context = {"typed": typed, "refusal": refusal, "authorisation": queries.authorisation()}
    return render(request, "privacy/authorisation.html", context, status=status)
