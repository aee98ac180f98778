"""What a report is, what becomes of it: decisions, outcomes, their undoing."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jaras.cases.models import Case
from jaras.intake import actions
from jaras.intake.models import Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation
from jaras.web.intake import proposed, showing, steps
from jaras.web.intake.typed import number
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(IntakeVerb.TRIAGE)
@require_POST
def decide(request: Request, pk: int, aspect: str) -> HttpResponse:
    """Right: kept as proposed. Not right: the choices open. A choice: both are kept."""
    if aspect not in proposed.ASPECTS:
        raise Http404
    if request.POST.get("answer") == "no":
        return showing.answer(request, steps.visible(request, pk), correct=aspect)

    def action(report: Report) -> None:
        value: Any = request.POST.getlist("value")
        if request.POST.get("answer") == "yes":
            value = report.assessment.proposed.get(aspect)
        elif aspect not in proposed.SEVERAL:
            value = "".join(value[:1])
        report.version = _version(request, report)
        actions.decide(
            report=report, by=request.actor, at=timezone.now(), **proposed.decided({aspect: value})
        )

    return steps.take(request, pk, aspect, action)


@permission(IntakeVerb.TRIAGE)
@require_POST
def decide_all(request: Request, pk: int) -> HttpResponse:
    """Everything that nobody judged yet is right."""

    def action(report: Report) -> None:
        assessment = report.assessment
        open_ones = {
            aspect: assessment.proposed.get(aspect)
            for aspect in proposed.ASPECTS
            if aspect not in assessment.decided
        }
        report.version = _version(request, report)
        actions.decide(report=report, by=request.actor, at=timezone.now(), **proposed.decided(open_ones))

    return steps.take(request, pk, "all", action, _("Confirmed."))


def _version(request: Request, report: Report) -> int:
    """The version that was read when the choice was made."""
    typed = request.POST.get("version", "")
    return int(typed[:9]) if typed.isascii() and typed.isdecimal() else report.version


@permission(IntakeVerb.TRIAGE)
@require_POST
def join(request: Request, pk: int) -> HttpResponse:
    def action(report: Report) -> None:
        chosen = number(request.POST, "other", _("Choose the report that tells the same event."))
        other = get_object_or_404(Report.objects.visible_to(request.actor), pk=chosen)
        actions.join(report=report, other=other, by=request.actor, at=timezone.now())

    return steps.take(request, pk, "join", action, _("Joined. It can be undone."))


@permission(IntakeVerb.TRIAGE)
@require_POST
def keep_apart(request: Request, pk: int) -> HttpResponse:
    """Two reports look alike but tell two events."""

    def action(report: Report) -> None:
        assessment = report.assessment
        alike = assessment.decided.get("duplicate_of", assessment.proposed.get("duplicate_of", []))
        kept = [each for each in alike if str(each) != request.POST.get("other")]
        actions.decide(report=report, duplicate_of=kept, by=request.actor, at=timezone.now())

    return steps.take(request, pk, "join", action)


@permission(IntakeVerb.TRIAGE)
@require_POST
def outcome(request: Request, pk: int, kind: str) -> HttpResponse:
    """One of the outcomes of a report; the others remain possible."""
    note = request.POST.get("note", "")

    def action(report: Report) -> None:
        given: dict[str, Any] = {"report": report, "by": request.actor, "at": timezone.now()}
        if kind == "case":
            actions.open_case(**given)
        elif kind == "link":
            chosen = number(request.POST, "case", _("Choose the case."))
            actions.link_case(
                case=get_object_or_404(Case.objects.visible_to(request.actor), pk=chosen), **given
            )
        elif kind == "refer":
            chosen = number(request.POST, "organisation", _("Choose the organisation."))
            organisations = Organisation.objects.visible_to(request.actor).active()
            organisation = get_object_or_404(organisations, pk=chosen)
            actions.refer_out(organisation=organisation, note=note, **given)
        elif kind in SIMPLE:
            SIMPLE[kind](note=note, **given)
        else:
            raise Http404

    return steps.take(request, pk, kind, action, _("Done. It can be undone."))


SIMPLE: dict[str, Any] = {
    "inform": actions.inform,
    "grievance": actions.take_grievance,
    "idea": actions.take_idea,
    "unfounded": actions.not_founded,
}


@permission(IntakeVerb.TRIAGE)
@require_POST
def undo(request: Request, pk: int, outcome: int) -> HttpResponse:
    def action(report: Report) -> None:
        found = next((each for each in report.outcomes.all() if each.pk == outcome), None)
        if found is None:
            raise Http404
        found.report = report
        actions.undo(
            outcome=found, reason=request.POST.get("reason", ""), by=request.actor, at=timezone.now()
        )

    return steps.take(request, pk, f"undo-{outcome}", action, _("Undone."))


@permission(IntakeVerb.TRIAGE)
@require_POST
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    """Closed, reopened, withdrawn."""
    reason = request.POST.get("reason", "")

    def action(report: Report) -> None:
        if verb == "close":
            actions.close(report=report, by=request.actor, at=timezone.now())
        elif verb == "reopen":
            actions.reopen(report=report, reason=reason, by=request.actor, at=timezone.now())
        elif verb == "withdraw":
            actions.withdraw(report=report, reason=reason, by=request.actor, at=timezone.now())
        else:
            raise Http404

    return steps.take(request, pk, verb, action)


@permission(IntakeVerb.TRIAGE)
@require_POST
def amend(request: Request, pk: int) -> HttpResponse:
    """The words, who, where, whom to call: corrected on the version that was read."""

    def action(report: Report) -> None:
        report.version = _version(request, report)
        said: Any = {name: request.POST.get(name, "") for name in proposed.AMENDED if name in request.POST}
        if not said:
            raise Refused(_("Write what is to be corrected."))
        actions.amend(report=report, by=request.actor, at=timezone.now(), **said)

    return steps.take(request, pk, "amend", action, _("Corrected."))
