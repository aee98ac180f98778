"""Legal duties of a report: done, not done, their printed notice."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jaras.intake import actions
from jaras.intake.models import Duty, Report
from jaras.intake.rules.states import IntakeVerb
from jaras.web.intake import steps
from jaras.web.intake.typed import moment
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


def _of(report: Report, pk: int) -> Duty:
    for duty in report.duties.all():
        if duty.pk == pk:
            duty.report = report
            return duty
    raise Http404
