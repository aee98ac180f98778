"""My calendar: the address that others read, the calendar elsewhere that is kept up to date."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jaras.bells.rules import BellsVerb
from jaras.calendars import actions, queries
from jaras.calendars.models import ADDRESS, LOGIN, SECRET
from jaras.calendars.rules import AccountState
from jaras.calendars.rules.entries import written
from jaras.governance import actions as governance
from jaras.governance.queries import calendars, member_of
from jaras.kernel.refusal import Refused
from jaras.web.shell.discreet import discreet
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

FAULTS = {
    "refused": gettext_lazy("It does not accept this name with this password."),
    "missing": gettext_lazy("There is no calendar at this address."),
    "private": gettext_lazy("This address lies inside the network of the house."),
    "slow": gettext_lazy("It did not answer in time. It is tried again by itself."),
    "certificate": gettext_lazy("Its certificate is not right."),
    "no_such_name": gettext_lazy("No computer has this name."),
    "too_large": gettext_lazy("It answered more than a calendar would."),
    "unreachable": gettext_lazy("It cannot be reached now. It is tried again by itself."),
}


class ConnectForm(forms.Form):
    """Where the calendar is, what opens it; the password is never shown again."""

    address = forms.CharField(
        label=gettext_lazy("Address of the calendar (CalDAV)"),
        max_length=ADDRESS,
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )
    login = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LOGIN,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    secret = forms.CharField(
        label=gettext_lazy("Password made for applications"),
        max_length=SECRET,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


@permission(BellsVerb.RING)
@require_safe
def page(request: Request) -> HttpResponse:
    return _shown(request, ConnectForm())


@permission(BellsVerb.RING)
@require_POST
def share(request: Request) -> HttpResponse:
    governance.share_calendar(by=request.actor, at=timezone.now())
    messages.success(request, _("Your address is ready: give it to your calendar."))
    return redirect("my_calendar")


@permission(BellsVerb.RING)
@require_POST
def end(request: Request) -> HttpResponse:
    governance.end_calendar(by=request.actor, at=timezone.now())
    messages.success(request, _("The address no longer gives anything."))
    return redirect("my_calendar")


@permission(BellsVerb.RING)
@require_POST
def connect(request: Request) -> HttpResponse:
    form = ConnectForm(request.POST)
    if form.is_valid():
        try:
            actions.connect(**form.cleaned_data, by=request.actor, at=timezone.now())
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal.sentence))
        else:
            messages.success(request, _("Your calendar follows from now on."))
            return redirect("my_calendar")
    return _shown(request, form, status=HTTPStatus.BAD_REQUEST)


@permission(BellsVerb.RING)
@require_POST
def leave(request: Request) -> HttpResponse:
    try:
        actions.leave(by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Nothing more is written there; its password is forgotten."))
    return redirect("my_calendar")


def _shown(request: Request, form: ConnectForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
    token = calendars.token_of(member_of(request.actor))
    account = queries.account_of(request.actor)
    context: dict[str, Any] = {
        "form": form,
        "calendar": settings.ORIGIN + reverse("calendar", args=[token]) if token else "",
        "account": account if account and account.state != AccountState.ENDED else None,
        "broken": account is not None and account.state == AccountState.BROKEN,
        "fault": FAULTS.get(account.fault, "") if account else "",
    }
    return render(request, "calendars/page.html", context, status=status)


@discreet
@require_safe
def feed(request: Request, token: str) -> HttpResponse:
    """The file as calendars fetch it: hours, bells, nothing that is shared with fewer."""
    owner, at = calendars.owner_of(token), timezone.now()
    if owner is None:
        raise Http404
    with translation.override(owner.language or settings.LANGUAGE_CODE):
        body = written(queries.entries_of(owner, at=at), name="Jaras", at=at)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
