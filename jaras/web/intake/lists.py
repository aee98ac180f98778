"""The two lists of the desk: what nobody holds, what is under way."""

from functools import partial
from typing import Any

from django.utils import timezone

from jaras.intake import queries
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel.actor import Scope
from jaras.web.intake import rows, wording
from jaras.web.shell.request import Request


def read(request: Request, *, chosen: int | None = None) -> dict[str, Any]:
    """What the lists show, with the mark from which the next look asks."""
    actor, at = request.actor, timezone.now()
    mark = queries.mark()
    to_take = queries.to_take(actor)
    under_way = queries.under_way(actor)
    full = len(to_take) == queries.MOST_LINES
    waiting: dict[str, int] = {}
    if full and actor.scope(IntakeVerb.READ) is Scope.ALL and not actor.is_limited:
        waiting = queries.waiting_counts(actor)
    doing = queries.first_responses([row.pk for row in under_way])
    draw = partial(rows.drawn, chosen=chosen, doing=doing, me=actor.member_id, at=at)
    return {
        "wording": wording,
        "lists": {
            "mark": mark,
            "shown": int(at.timestamp()),
            "to_take": draw(to_take, new=True),
            "under_way": draw(under_way, new=False),
            "first": next((row.pk for row in (*to_take, *under_way)), None),
            "immediate": sum(row.urgency == "IMMEDIAT" for row in to_take),
            "waiting": sum(waiting.values()),
            "full": full,
        },
    }
