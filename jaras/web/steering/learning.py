"""What the team learns of its promises, to steer itself."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jaras.bells.lists import blockers
from jaras.bells.rules import BellsVerb
from jaras.governance.roles import management_roles
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.actor import Scope
from jaras.steering.queries import learning
from jaras.steering.queries.learning import Tally
from jaras.steering.rules import LEAST, is_small
from jaras.web.shell import numbers
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label
from jaras.web.steering import words

MONTHS = {"1": 30, "3": 91, "12": 365}


@permission(BellsVerb.READ)
@require_safe
def page(request: Request) -> HttpResponse:
    """The team's habits for whoever reads figures or all bells; one's own for oneself alone."""
    chosen = request.GET.get("months", "3")
    chosen = chosen if chosen in MONTHS else "3"
    at = timezone.now()
    since = at - timedelta(days=MONTHS[chosen])
    actor = request.actor
    works_here = actor.scope(BellsVerb.READ) is Scope.ALL
    sees_team = works_here or actor.can(GovernanceVerb.FIGURES)
    team = learning.learnt(since=since, at=at) if sees_team else None
    context: dict[str, Any] = {
        "periods": [
            ("?months=1", _("Last month"), chosen == "1", None),
            ("?months=3", _("Last three months"), chosen == "3", None),
            ("?months=12", _("Last twelve months"), chosen == "12", None),
        ],
        "own": learning.own(actor, since=since, at=at),
        "team": team,
        "per_meeting": numbers.decimal(team.rung_there / team.meetings) if team and team.meetings else "",
        "loads": learning.loads(actor, since=since) if works_here else [],
        "roles": management_roles(),
        "load_columns": [(label(item), "number") for item in management_roles()],
        "known": words.known(),
        "blockers": blockers(),
        "sentence": sentence,
        "percent": percent,
        "is_small": is_small,
        "least": LEAST,
    }
    return render(request, "steering/learning.html", context)


def percent(tally: Tally) -> str:
    return "–" if tally.rate is None else numbers.percent(tally.rate)


def sentence(tally: Tally) -> str:
    """What is seen, in one sentence."""
    if tally.rate is None:
        return _("Too few promises have come to their day yet to tell anything.")
    return _("{kept} of {number} promises were kept by their day.").format(
        kept=tally.kept, number=tally.number
    )
