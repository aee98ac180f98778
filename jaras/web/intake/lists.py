"""The two lists of the desk: what nobody holds, what is under way."""

from typing import Any

from django.utils import timezone

from jaras.cases.rules import CasesVerb
from jaras.intake import queries
from jaras.intake.models import Report
from jaras.intake.rules.states import IntakeVerb, MissionState
from jaras.kernel.actor import Scope
from jaras.web.intake import wording
from jaras.web.shell.request import Request

MOST = 50


def read(request: Request, *, chosen: int | None = None) -> dict[str, Any]:
    """What the lists show, with the mark from which the next look asks."""
    actor, at = request.actor, timezone.now()
    mark = queries.mark()
    to_take = queries.to_take(actor, most=MOST)
    under_way = queries.under_way(actor, most=MOST)
    waiting: dict[str, int] = {}
    if len(to_take) == MOST and actor.scope(IntakeVerb.READ) is Scope.ALL:
        waiting = queries.waiting_counts(restricted=actor.can(CasesVerb.READ_RESTRICTED))
    return {
        "wording": wording,
        "lists": {
            "mark": mark,
            "shown": int(at.timestamp()),
            "chosen": chosen,
            "to_take": to_take,
            "under_way": under_way,
            "immediate": sum(row.urgency == "IMMEDIAT" for row in to_take),
            "waiting": sum(waiting.values()),
            "full": len(to_take) == MOST,
            "clocks": {row.pk: wording.Clock(row, at) for row in (*to_take, *under_way)},
            "doing": {row.pk: doing(row) for row in under_way},
        },
    }


def doing(report: Report) -> str:
    """The latest fact of the first response, for a row: the team first, else the call."""
    missions = [each.state for each in report.missions.all()]
    for state in (MissionState.ON_SITE, MissionState.SENT, MissionState.BACK):
        if state in missions:
            return state
    return "help" if report.help_calls.all() else ""
