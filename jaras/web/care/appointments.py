"""The appointments of a case: who is expected where, who goes along, who came."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from jaras.care import actions, queries
from jaras.care.models import Appointment
from jaras.care.rules import AppointmentState, CareVerb
from jaras.cases.models import Case
from jaras.cases.rules import LIVING
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.kernel.workflow import ReasonMissing
from jaras.web.care.appointment_forms import REMINDERS, AppointmentForm, CallForm, CameForm, WhyForm
from jaras.web.cases.file import find, head
from jaras.web.cases.forms import posted
from jaras.web.cases.task import ask, both
from jaras.web.cases.words import name_of, persons_of
from jaras.web.shell import moments
from jaras.web.shell.navigation import in_a_case
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

in_a_case("case_appointments", gettext_lazy("Appointments"), "calendar", CareVerb.READ)


@permission(CareVerb.READ)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    """What waits for its outcome, what is to come, what was."""
    case = find(request, pk)
    ahead, now = queries.of_case_ahead(case, request.actor), timezone.now()
    settled = queries.of_case_settled(case, request.actor, after=request.GET.get("after", ""))
    context = head(request, case) | {
        "waiting": [each for each in ahead if each.starts_at < now],
        "ahead": [each for each in ahead if each.starts_at >= now],
        "settled": settled.rows,
        "after": settled.after,
        "continued": bool(request.GET.get("after")),
        "words": words(),
        "case_persons": persons_of(case),
        "reminders": dict(REMINDERS),
        "may_act": request.actor.can(CareVerb.ACT),
        "living": case.state in LIVING,
    }
    return render(request, "care/appointments.html", context)


def words() -> dict[str, str]:
    """The states of an appointment."""
    return {
        AppointmentState.PLANNED: pgettext("appointment", "Planned"),
        AppointmentState.CAME: pgettext("appointment", "Came"),
        AppointmentState.DID_NOT_COME: pgettext("appointment", "Did not come"),
        AppointmentState.CANCELLED: pgettext("appointment", "Cancelled"),
    }


@permission(CareVerb.ACT)
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    case = find(request, pk)
    form = AppointmentForm(case, request.actor, posted(request))
    return ask(
        request,
        case,
        form,
        lambda said: actions.plan_appointment(
            case=case, key=said["key"], by=request.actor, at=timezone.now(), **form.said()
        ),
        title=_("Plan an appointment"),
        says=_("Whoever goes along joins the team: they see the case."),
        button=_("Plan it"),
        said=_("The appointment is planned."),
        back=_back(case),
    )


@permission(CareVerb.ACT)
@require_http_methods(["GET", "POST"])
def amend(request: Request, pk: int, appointment_pk: int) -> HttpResponse:
    """Another hour, another place, another companion."""
    case, row = _found(request, pk, appointment_pk)
    form = AppointmentForm(case, request.actor, posted(request), row)

    def save(said: dict[str, Any]) -> None:
        if said["version"] != row.version:
            raise Conflict(row)
        actions.amend_appointment(appointment=row, by=request.actor, at=timezone.now(), **form.said())

    return ask(
        request,
        case,
        form,
        save,
        title=_("Change an appointment"),
        button=_("Save"),
        said=_("The appointment is changed."),
        back=_back(case),
        conflict=lambda: _both(request, pk, appointment_pk),
    )


def _both(request: Request, pk: int, appointment_pk: int) -> HttpResponse:
    case, row = _found(request, pk, appointment_pk)
    data = request.POST.copy()
    data["version"] = str(row.version)
    form = AppointmentForm(case, request.actor, data, row)
    form.is_valid()
    said = form.cleaned_data
    hour = said.get("starts_at") or row.starts_at
    texts = [
        (_("What for"), row.what, said.get("what", "")),
        (_("Day and hour"), moments.exact(row.starts_at), moments.exact(hour)),
        (_("Where"), row.place_text, said.get("place_text", "")),
        (_("Who goes along"), name_of(row.companion), name_of(said.get("companion"))),
    ]
    return both(
        request,
        case,
        form,
        [text for text in texts if text[1] != text[2]],
        "AppointmentAmended",
        "AppointmentMoved",
        subject=("appointment", row.pk),
        title=_("Change an appointment"),
        back=_back(case),
    )


@permission(CareVerb.ACT)
@require_http_methods(["GET", "POST"])
def settle(request: Request, pk: int, appointment_pk: int, verb: str) -> HttpResponse:
    """They came, they did not, it is cancelled."""
    if verb not in OUTCOMES:
        raise Http404
    case, row = _found(request, pk, appointment_pk)
    make, title, said = OUTCOMES[verb]
    form, at = make(row, posted(request)), timezone.now()

    def do(told: dict[str, Any]) -> None:
        try:
            actions.settle_appointment(appointment=row, verb=verb, by=request.actor, at=at, **told)
        except ReasonMissing as missing:
            raise Refused(_("Say why."), field="words") from missing

    return ask(
        request,
        case,
        form,
        do,
        title=title(),
        says=f"{row.what} · {moments.exact(row.starts_at)}",
        button=title(),
        said=said(),
        back=_back(case),
    )


@permission(CareVerb.ACT)
@require_http_methods(["GET", "POST"])
def call(request: Request, pk: int, appointment_pk: int) -> HttpResponse:
    """A call to recall it was made: they know, or nobody answered."""
    case, row = _found(request, pk, appointment_pk)
    form = CallForm(posted(request))

    def note(said: dict[str, Any]) -> None:
        reached, at = said["reached"] == "yes", timezone.now()
        actions.note_call(appointment=row, reached=reached, words=said["words"], by=request.actor, at=at)

    return ask(
        request,
        case,
        form,
        note,
        title=_("A call was made"),
        says=f"{row.what} · {moments.exact(row.starts_at)}",
        button=_("Note the call"),
        said=lambda: (
            _("It is noted: they know.")
            if row.reminded_at
            else _("It is noted: nobody answered. The call stays in the day.")
        ),
        back=_back(case),
    )


Make = Callable[[Appointment, Any], forms.Form]
OUTCOMES: dict[str, tuple[Make, Callable[[], str], Callable[[], str]]] = {
    "come": (CameForm, lambda: _("They came"), lambda: _("It is written that they came.")),
    "miss": (
        lambda row, data: WhyForm(data),
        lambda: _("They did not come"),
        lambda: _("It is written why they did not come."),
    ),
    "cancel": (
        lambda row, data: WhyForm(data),
        lambda: _("Cancel the appointment"),
        lambda: _("The appointment is cancelled."),
    ),
}


def _found(request: Request, pk: int, appointment_pk: int) -> tuple[Case, Appointment]:
    """The appointment of this case, or nothing there."""
    case = find(request, pk)
    rows = Appointment.objects.select_related("organisation", "person", "need", "companion", "case")
    return case, get_object_or_404(rows, pk=appointment_pk, case=case)


def _back(case: Case) -> str:
    return reverse("case_appointments", args=[case.pk])
