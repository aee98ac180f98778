"""Making a diagnosis: one form, saved as it is typed, with the needs it suggests beside it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.care import actions, queries
from jaras.care.lists import grid
from jaras.care.rules import CareVerb
from jaras.care.rules.grid import LEVELS
from jaras.cases.models import Case
from jaras.cases.rules import LIVING
from jaras.kernel.refusal import Refused
from jaras.partners.lists import services
from jaras.people.models import Person
from jaras.web.care import asking, levels
from jaras.web.care.diagnosis import chosen
from jaras.web.care.forms import DiagnosisForm, answers_in, levels_in, notes_in, typed
from jaras.web.cases.file import find, head
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(CareVerb.ASSESS)
@require_http_methods(["GET", "POST"])
def page(request: Request, pk: int) -> HttpResponse:
    case = find(request, pk)
    person = chosen(case, request.POST.get("person") or request.GET.get("person", ""))
    if person is None:
        messages.info(request, _("Say first whom the case concerns."))
        return redirect("case_persons", pk)
    if request.method == "POST":
        return _make(request, case, person)
    if case.state not in LIVING:
        messages.warning(request, _("This case is not followed any more: open it again first."))
        return redirect("case_diagnosis", pk)
    draft = queries.draft(case, request.actor)
    draft = draft if draft.get("person") == str(person.pk) else {}
    return _form(request, case, person, DiagnosisForm(initial=draft), draft, restored=bool(draft))


@permission(CareVerb.ASSESS)
@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """What is being typed is kept; the needs that the levels suggest come back."""
    case = find(request, pk)
    person = chosen(case, request.POST.get("person", ""))
    said = {} if "forget" in request.POST else typed(request.POST)
    try:
        actions.draft_diagnosis(case=case, said=said, by=request.actor, at=timezone.now())
    except Refused:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)  # too long: said when the form is sent
    if not request.htmx:
        return redirect("case_diagnose", pk)
    return render(request, "care/_proposals.html", _suggested(case, person, request.POST))


def _make(request: Request, case: Case, person: Person) -> HttpResponse:
    form = DiagnosisForm(request.POST)
    if form.is_valid():
        said, before = form.cleaned_data, case.state
        try:
            made = actions.diagnose(
                case=case,
                person=person,
                levels=levels_in(request.POST),
                notes=notes_in(request.POST),
                words=said["words"],
                note=said["note"],
                made_at=said["made_at"],
                answers=answers_in(request.POST),
                key=said["key"],
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            waiting = len(queries.unanswered(made))
            messages.success(
                request,
                _("The diagnosis is kept. It suggests needs: say which are right.")
                if waiting
                else _("The diagnosis is kept."),
            )
            if case.state != before:
                messages.info(request, _("The case is being assessed from now on."))
            return redirect("case_diagnosis", case.pk)
    return _form(request, case, person, form, request.POST, status=HTTPStatus.BAD_REQUEST)


def _form(
    request: Request,
    case: Case,
    person: Person,
    form: DiagnosisForm,
    said: Mapping[str, Any],
    *,
    restored: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    age, asked = person.age(timezone.localdate()), queries.asked_domains()
    mine = [each.code for each in grid().concerning(age.years if age else None) if each.code in asked]
    others = [code for code in asked if code not in mine]
    before = queries.last_levels(case, person)
    context = head(request, case) | {
        "form": form,
        "person": person,
        "restored": restored,
        "questions": asking.questions(mine, said, before, opened=mine[0]),
        "others_asked": asking.questions(others, said, before, opened=""),
        "hint": asking.health_hint(),
        "health_is_off": len(asked) < len(grid().domains),
    }
    return render(request, "care/diagnose.html", context | _suggested(case, person, said), status=status)


def _suggested(case: Case, person: Person | None, said: Mapping[str, Any]) -> dict[str, Any]:
    """The needs that the levels typed so far suggest, each with its reasons and what was answered."""
    given = {code: level for code, level in levels_in(said).items() if level in LEVELS}
    known = queries.allowed_levels(given)
    proposals = queries.proposed_needs(case, person, known, on=timezone.now()) if known and person else []
    return {
        "assessed": len(known),
        "services": services(),
        "suggested": [
            (each, levels.reasons(each.reasons, grid()), said.get(f"need_{each.service}", ""))
            for each in proposals
        ],
    }
