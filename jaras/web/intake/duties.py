"""Legal duties of a report: done, not done, their printed notice."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jaras.governance.queries import member_of
from jaras.intake import actions, lists
from jaras.intake.models import Duty, Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import exports, reading
from jaras.web.intake import steps
from jaras.web.intake.notices import letter
from jaras.web.intake.typed import LARGEST, moment
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(IntakeVerb.DUTIES)
@require_POST
def settle(request: Request, pk: int, duty: int) -> HttpResponse:
    """Done: to whom, when, under which reference."""

    def action(report: Report) -> None:
        actions.settle_duty(
            duty=_of(report, duty),
            to_whom=request.POST.get("to_whom", ""),
            reference=request.POST.get("reference", ""),
            done_at=moment(request.POST, "done_at"),
            by=request.actor,
            at=timezone.now(),
        )

    return steps.take(request, pk, f"duty-{duty}", action, _("The duty is done."))


@permission(IntakeVerb.DUTIES)
@require_POST
def leave(request: Request, pk: int, duty: int) -> HttpResponse:
    """Not done, with the reason."""

    def action(report: Report) -> None:
        actions.leave_duty(
            duty=_of(report, duty),
            reason=request.POST.get("reason", ""),
            by=request.actor,
            at=timezone.now(),
        )

    return steps.take(request, pk, f"leave-{duty}", action, _("Noted with its reason."))


@permission(IntakeVerb.DUTIES)
@require_safe
def notice(request: Request, pk: int) -> HttpResponse:
    """The letter to print; it names nobody."""
    seen = Report.objects.visible_to(request.actor)
    duties = Duty.objects.filter(report__in=seen).select_related("report__commune", "report__place__commune")
    duty = duties.filter(pk=pk).first() if pk <= LARGEST else None
    known = lists.legal_duties().get(duty.code) if duty else None
    if duty is None or known is None or not known["notice"]:
        raise Http404
    reading.record("report", duty.report_id, by=request.actor, at=timezone.now())
    name, body = (
        f"avis-{duty.report_id}-{duty.pk}.pdf",
        letter.pdf(duty, at=timezone.now(), by=member_of(request.actor)),
    )
    exports.printed(kind="paper_notice", name=name, body=body, by=request.actor, at=timezone.now())
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _of(report: Report, pk: int) -> Duty:
    for duty in report.duties.all():
        if duty.pk == pk:
            duty.report = report
            return duty
    raise Http404
