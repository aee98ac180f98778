"""One intervention: written down, moved, corrected."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from jaras.care import actions
from jaras.care.lists import interventions
from jaras.care.models import Intervention, Need
from jaras.care.rules import CareVerb, NeedState
from jaras.cases.models import Case
from jaras.intake.models import Report
from jaras.kernel.versions import Conflict
from jaras.web.care.help_forms import AmendHelpForm, CancelForm, DoneForm, HelpForm, NotDoneForm
from jaras.web.cases.file import find
from jaras.web.cases.forms import posted
from jaras.web.cases.task import Do, ask, both
from jaras.web.shell import moments
from jaras.web.shell.conflict import Text
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

FORM = "care/_help_form.html"
CHANGES = ("InterventionAmended", "InterventionMoved")


@permission(CareVerb.ACT)
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    """A help given, planned or not given, counted once."""
    case = find(request, pk)
    form = HelpForm(case, request.actor, posted(request))

    def keep(_said: dict[str, Any]) -> None:
        source = f"form:{case.pk}:{form.cleaned_data['key']}"[:40] if form.cleaned_data["key"] else ""
        actions.record(case=case, source=source, by=request.actor, at=timezone.now(), **form.said())

    return ask(
        request,
        case,
        form,
        keep,
        title=_("Record an intervention"),
        says=_("One help given, counted once."),
        button=_("Count it"),
        said=lambda: and_met(_("The intervention is written down."), form.cleaned_data["need"]),
        template=FORM,
    )


@permission(CareVerb.ACT)
@require_http_methods(["GET", "POST"])
def amend(request: Request, pk: int, intervention_pk: int) -> HttpResponse:
    """Correct what was written; what somebody else wrote meanwhile is shown beside."""
    case, row = _found(request, pk, intervention_pk)
    form = AmendHelpForm(row, case, request.actor, posted(request))

    return ask(
        request,
        case,
        form,
        corrected(request, row, form),
        title=_("Correct an intervention"),
        button=_("Save"),
        said=lambda: and_met(_("The intervention is corrected."), row.need),
        back=reverse("case_help", args=[case.pk]),
        template=FORM,
        conflict=lambda: _both(request, pk, intervention_pk),
    )


def corrected(request: Request, row: Intervention, form: AmendHelpForm) -> Do:
    """Save what was corrected, unless somebody saved it meanwhile."""

    def save(said: dict[str, Any]) -> None:
        if said["version"] != row.version:
            raise Conflict(row)
        told = form.said()
        told["moment"] = told["moment"] or row.at
        actions.amend(intervention=row, by=request.actor, at=timezone.now(), **told)

    return save


def _both(request: Request, pk: int, intervention_pk: int) -> HttpResponse:
    case, row = _found(request, pk, intervention_pk)
    form = seen_again(request, row, case)
    return both(
        request,
        case,
        form,
        differing(row, form.cleaned_data),
        *CHANGES,
        subject=("intervention", row.pk),
        title=_("Correct an intervention"),
        back=reverse("case_help", args=[case.pk]),
    )


def seen_again(request: Request, row: Intervention, of: Case | Report) -> AmendHelpForm:
    """What was typed, having now seen what somebody else wrote."""
    data = request.POST.copy()
    data["version"] = str(row.version)
    form = AmendHelpForm(row, of, request.actor, data)
    form.is_valid()
    return form


def differing(row: Intervention, said: Mapping[str, Any]) -> list[Text]:
    """Each thing that both wrote, where they differ."""
    texts = [
        (_("What help"), name(row.code), name(said.get("code", ""))),
        (_("When"), moments.exact(row.at), moments.exact(said.get("moment") or row.at)),
        (_("In a few words"), row.note, said.get("note", "")),
        (_("Where"), row.place_text, said.get("place_text", "")),
        (_("Nights"), str(row.nights), str(said.get("nights") or 0)),
        (_("Cost in dirhams"), _money(row.cost), _money(said.get("cost"))),
        (_("With which partner"), _named(row.organisation), _named(said.get("organisation"))),
    ]
    return [text for text in texts if text[1] != text[2]]


def name(code: str) -> str:
    return str(label(interventions()[code])) if code in interventions() else code


def _named(row: Any) -> str:
    return str(row.name) if row else _("None")


def _money(cost: Any) -> str:
    return "" if cost is None else f"{cost:.2f}"


@permission(CareVerb.ACT)
@require_http_methods(["GET", "POST"])
def move(request: Request, pk: int, intervention_pk: int, verb: str) -> HttpResponse:
    """What was planned begins, is done, is left undone, is cancelled."""
    if verb not in MOVES:
        raise Http404
    case, row = _found(request, pk, intervention_pk)
    make, title, said = MOVES[verb]
    form = make(row, posted(request))

    return ask(
        request,
        case,
        form,
        lambda told: moved(request, row, verb, told),
        title=f"{title()} · {name(row.code)}",
        button=title(),
        said=lambda: and_met(said(), row.need if row.is_done else None),
        back=reverse("case_help", args=[case.pk]),
    )


def moved(request: Request, row: Intervention, verb: str, told: Mapping[str, Any]) -> None:
    actions.move(
        intervention=row,
        verb=verb,
        reason=told.get("reason", ""),
        words=told.get("note", ""),
        moment=told.get("moment"),
        nights=told.get("nights"),
        cost=told.get("cost"),
        meets=told.get("meets"),
        by=request.actor,
        at=timezone.now(),
    )


def and_met(said: str, need: Need | None) -> str:
    """What was done, with what follows from it by itself."""
    if need is None or need.state != NeedState.MET:
        return said
    met = _("The need it answers is met.")
    return f"{said} {met}"


Make = Callable[[Intervention, Any], forms.Form]
MOVES: dict[str, tuple[Make, Callable[[], str], Callable[[], str]]] = {
    "start": (
        lambda row, data: forms.Form(data),
        lambda: pgettext("intervention", "It begins"),
        lambda: _("The intervention has begun."),
    ),
    "do": (DoneForm, lambda: _("It is done"), lambda: _("The intervention is counted.")),
    "leave_undone": (
        lambda row, data: NotDoneForm(data),
        lambda: _("It was not done"),
        lambda: _("It is written why it was not done."),
    ),
    "cancel": (
        lambda row, data: CancelForm(data),
        lambda: _("It will not take place"),
        lambda: _("The intervention is cancelled."),
    ),
}


def _found(request: Request, pk: int, intervention_pk: int) -> tuple[Case, Intervention]:
    """The intervention of this case, or nothing there."""
    case = find(request, pk)
    rows = Intervention.objects.select_related("organisation", "commune", "need", "person", "case", "report")
    return case, get_object_or_404(rows, pk=intervention_pk, case=case)
