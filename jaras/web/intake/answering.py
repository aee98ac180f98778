"""What the reporter is told."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jaras.intake.models import Report
from jaras.outreach import actions
from jaras.outreach.rules import OutreachVerb
from jaras.web.intake import steps
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(OutreachVerb.ANSWER)
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    def action(report: Report) -> None:
        actions.answer(
            report=report,
            code=request.POST.get("code", ""),
            words=request.POST.get("words", ""),
            by=request.actor,
            at=timezone.now(),
        )

    return steps.take(request, pk, "answer", action, _("The reporter can read it."))
