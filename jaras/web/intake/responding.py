"""The first response: help called, the reporter called back, a team on the road, what is done at once."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jaras.governance.models import Member
from jaras.intake import actions
from jaras.intake.models import Mission, Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel.actor import Actor
from jaras.web.intake import steps
from jaras.web.intake.typed import LARGEST, hour, number
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(IntakeVerb.RESPOND)
@require_POST
def call_help(request: Request, pk: int) -> HttpResponse:
    def action(report: Report) -> None:
        at = timezone.now()
        typed = request.POST.get("other", "").strip() or request.POST.get("number", "")
        actions.call_help(
            report=report,
            number=typed,
            note=request.POST.get("note", ""),
            called_at=hour(request.POST, "called_at", at=at),
            by=request.actor,
            at=at,
        )

    return steps.take(request, pk, "help", action, _("Noted: help has been called."))


@permission(IntakeVerb.RESPOND)
@require_POST
def call_back(request: Request, pk: int) -> HttpResponse:
    def action(report: Report) -> None:
        actions.call_back(
            report=report,
            reached=request.POST.get("reached") == "yes",
            note=request.POST.get("note", ""),
            by=request.actor,
            at=timezone.now(),
        )

    return steps.take(request, pk, "callback", action, _("The call is noted."))


@permission(IntakeVerb.RESPOND)
@require_POST
def send_team(request: Request, pk: int) -> HttpResponse:
    def action(report: Report) -> None:
        leader = None
        if request.POST.get("leader"):
            chosen = number(request.POST, "leader", _("Choose a colleague."))
            leader = get_object_or_404(Member.objects.visible_to(request.actor), pk=chosen)
        actions.send_team(
            report=report,
            team=request.POST.get("team", ""),
            leader=leader,
            by=request.actor,
            at=timezone.now(),
        )

    return steps.take(request, pk, "team", action, _("The team is on its way."))


@permission(IntakeVerb.RESPOND)
@require_POST
def arrive(request: Request, pk: int, mission: int) -> HttpResponse:
    return _mission(request, pk, mission, actions.arrive, _("The team is on site."))


@permission(IntakeVerb.RESPOND)
@require_POST
def return_team(request: Request, pk: int, mission: int) -> HttpResponse:
    def back(*, mission: Mission, by: Actor, at: datetime) -> object:
        result, note = request.POST.get("result", ""), request.POST.get("note", "")
        return actions.return_team(mission=mission, result=result, note=note, by=by, at=at)

    return _mission(request, pk, mission, back, _("The team is back."))


@permission(IntakeVerb.RESPOND)
@require_POST
def cancel_team(request: Request, pk: int, mission: int) -> HttpResponse:
    def cancel(*, mission: Mission, by: Actor, at: datetime) -> object:
        return actions.cancel_team(mission=mission, reason=request.POST.get("reason", ""), by=by, at=at)

    return _mission(request, pk, mission, cancel, _("The team has turned back."))


def _mission(request: Request, pk: int, mission: int, move: Callable[..., object], said: str) -> HttpResponse:
    def action(report: Report) -> None:
        found = next((each for each in report.missions.all() if each.pk == mission), None)
        if found is None or mission > LARGEST:
            raise Http404
        move(mission=found, by=request.actor, at=timezone.now())

    return steps.take(request, pk, f"mission-{mission}", action, said)


@permission(IntakeVerb.RESPOND)
@require_POST
def act(request: Request, pk: int) -> HttpResponse:
    """An immediate action in two taps: open, tap."""

    def action(report: Report) -> None:
        actions.act(
            report=report,
            code=request.POST.get("code", ""),
            key=f"{report.pk}:{request.POST.get('code', '')}:{request.POST.get('key', '')}"[:36],
            by=request.actor,
            at=timezone.now(),
        )

    return steps.take(request, pk, "act", action, _("Counted as an intervention."))
