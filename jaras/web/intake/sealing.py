"""A report is sealed at once, or when what it tells is read; a holder opens it again."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jaras.intake import actions
from jaras.intake.rules.states import IntakeVerb
from jaras.web.intake import steps
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(IntakeVerb.TAKE, IntakeVerb.TRIAGE)
@require_POST
def seal(request: Request, pk: int) -> HttpResponse:
    chosen = request.POST.get("compartment", "")
    return steps.take(
        request,
        pk,
        "seal",
        lambda report: actions.seal(report=report, compartment=chosen, by=request.actor, at=timezone.now()),
        _("Sealed, with all that is tied to it."),
    )


@permission(IntakeVerb.TRIAGE)
@require_POST
def unseal(request: Request, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return steps.take(
        request,
        pk,
        "unseal",
        lambda report: actions.unseal(report=report, reason=reason, by=request.actor, at=timezone.now()),
        _("Opened again."),
    )
