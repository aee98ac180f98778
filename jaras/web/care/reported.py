"""The interventions of a report: planned, written down, moved, corrected, before there is a case or after."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.care import actions
from jaras.care.models import Intervention
from jaras.care.rules import CareVerb
from jaras.intake.models import Report
from jaras.kernel.versions import Conflict
from jaras.web.care.help_forms import AmendHelpForm, HelpForm
from jaras.web.care.interventions import (
    CHANGES,
    FORM,
    MOVES,
    and_met,
    corrected,
    differing,
    moved,
    name,
    seen_again,
)
from jaras.web.cases.forms import posted
from jaras.web.cases.task import Do, carried_out
from jaras.web.shell import conflict
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

ONE_FORM = "cases/_task.html"


@permission(CareVerb.ACT)
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    """A help given, planned or not given for whom the report concerns, counted once."""
    report = _report(request, pk)
    form = HelpForm(report, request.actor, posted(request))

    def keep(said: dict[str, Any]) -> None:
        source = f"report:{report.pk}:{said['key']}"[:40] if said["key"] else ""
        actions.record(report=report, source=source, by=request.actor, at=timezone.now(), **form.said())

    return _ask(
        request,
        report,
        form,
        keep,
        title=_("Record an intervention"),
        button=_("Count it"),
        said=lambda: _("The intervention is written down."),
        says=_("One help given, counted once."),
        template=FORM,
    )


@permission(CareVerb.ACT)
@require_http_methods(["GET", "POST"])
def amend(request: Request, pk: int, intervention_pk: int) -> HttpResponse:
    """Correct what was written; what somebody else wrote meanwhile is shown beside."""
    report, row = _found(request, pk, intervention_pk)
    form = AmendHelpForm(row, report, request.actor, posted(request))
    title, button = _("Correct an intervention"), _("Save")
    try:
        return _ask(
            request,
            report,
            form,
            corrected(request, row, form),
            title=title,
            button=button,
            said=lambda: _("The intervention is corrected."),
            template=FORM,
        )
    except Conflict:
        report, row = _found(request, pk, intervention_pk)
        again = seen_again(request, row, report)
        both = conflict.told("intervention", row.pk, *CHANGES, texts=differing(row, again.cleaned_data))
        shown: dict[str, Any] = {"title": title, "button": button, "both": both}
        return _page(request, report, again, HTTPStatus.CONFLICT, template=FORM, **shown)


@permission(CareVerb.ACT)
@require_http_methods(["GET", "POST"])
def move(request: Request, pk: int, intervention_pk: int, verb: str) -> HttpResponse:
    """What was planned begins, is done, is left undone, is cancelled."""
    if verb not in MOVES:
        raise Http404
    report, row = _found(request, pk, intervention_pk)
    make, title, said = MOVES[verb]
    form = make(row, posted(request))
    try:
        return _ask(
            request,
            report,
            form,
            lambda told: moved(request, row, verb, told),
            title=f"{title()} · {name(row.code)}",
            button=title(),
            said=lambda: and_met(said(), row.need if row.is_done else None),
            template=ONE_FORM,
        )
    except Conflict:
        form.add_error(None, _("Somebody changed it at this very moment. Look, then do it again."))
        shown = {"title": title(), "button": title(), "template": ONE_FORM}
        return _page(request, report, form, HTTPStatus.CONFLICT, **shown)


def _ask(
    request: Request,
    report: Report,
    form: forms.Form,
    do: Do,
    *,
    said: Callable[[], str],
    **shown: Any,
) -> HttpResponse:
    """Show the form, or do what it asks, then go back to where the report stood."""
    if request.method == "POST" and form.is_valid() and carried_out(form, do):
        messages.success(request, said())
        return redirect(_back(request, report))
    return _page(request, report, form, HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK, **shown)


def _page(
    request: Request, report: Report, form: forms.Form, status: int, *, template: str, **shown: Any
) -> HttpResponse:
    context = {"says": "", "both": None, "uploads": False, **shown, "report": report, "form": form}
    context |= {"task": template, "back": _back(request, report)}
    return render(request, "care/report_task.html", context, status=status)


def _back(request: Request, report: Report) -> str:
    """Beside the lists of the desk, or alone."""
    from_desk = request.GET.get("from") == "desk"
    return reverse("desk_report" if from_desk else "report", args=[report.pk])


def _report(request: Request, pk: int) -> Report:
    return get_object_or_404(Report.objects.visible_to(request.actor), pk=pk)


def _found(request: Request, pk: int, intervention_pk: int) -> tuple[Report, Intervention]:
    """The intervention of this report, or nothing there."""
    report = _report(request, pk)
    rows = Intervention.objects.select_related("organisation", "commune", "need", "person", "case", "report")
    return report, get_object_or_404(rows, pk=intervention_pk, report=report)
