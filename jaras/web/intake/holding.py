"""Who holds a report: taking it, putting it back, handing it over."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jaras.governance.models import Member
from jaras.intake import actions
from jaras.intake.models import Report
from jaras.intake.rules.states import IntakeVerb
from jaras.web.intake import steps
from jaras.web.intake.typed import number
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(IntakeVerb.RESPOND)
@require_POST
def claim(request: Request, pk: int) -> HttpResponse:
    def action(report: Report) -> None:
        actions.claim(report=report, by=request.actor, at=timezone.now())

    return steps.take(request, pk, "claim", action, _("You have taken this report."))


@permission(IntakeVerb.RESPOND)
@require_POST
def release(request: Request, pk: int) -> HttpResponse:
    def action(report: Report) -> None:
        actions.release(report=report, by=request.actor, at=timezone.now())

    return steps.take(request, pk, "claim", action, _("The report is back among those to take."))


@permission(IntakeVerb.RESPOND)
@require_POST
def hand_to(request: Request, pk: int) -> HttpResponse:
    def action(report: Report) -> None:
        chosen = number(request.POST, "member", _("Choose a colleague."))
        member = get_object_or_404(Member.objects.visible_to(request.actor), pk=chosen)
        actions.hand_to(report=report, member=member, by=request.actor, at=timezone.now())

    return steps.take(request, pk, "hand", action, _("The report is handed over."))
