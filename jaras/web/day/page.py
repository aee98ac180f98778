"""My day: what is due, for me, in the order that matters, with why."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jaras.bells.rules import BellsVerb
from jaras.care.rules import CareVerb
from jaras.cases.rules import CasesVerb
from jaras.governance.rules import GovernanceVerb
from jaras.intake.rules.states import IntakeVerb
from jaras.privacy.rules import PrivacyVerb
from jaras.steering.lists import places_of_task
from jaras.steering.rules.day import day
from jaras.web.day.rows import drawn, kind, words
from jaras.web.shell.day import about, tasks, viewer
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

# Whoever works on reports or cases, answers for a partner or under the law, reviews exceptional access: for
# them it stands in the rail. Whoever may promise something has a day too.
WORKED_BY = (
    IntakeVerb.RESPOND,
    CasesVerb.WRITE,
    CareVerb.ANSWER,
    GovernanceVerb.REVIEW_GLASS,
    PrivacyVerb.REQUESTS,
)
MOST = 50  # rows of one page: nobody does more in a day
LATER = 12


@permission(*WORKED_BY, BellsVerb.READ)
@require_safe
def page(request: Request) -> HttpResponse:
    """The first thing under the lamp, what presses, what is for today, what comes."""
    of = viewer(request.actor, at=timezone.now())
    found = day(tasks(of), places_of_task(), at=of.at, midnight=of.midnight)
    now = found.now[:MOST]
    today = found.today[: MOST - len(now)]
    later = found.later[:LATER]
    who = about([*now, *today, *later])
    pressing, rest = who[: len(now)], who[len(now) : len(now) + len(today)]
    context: dict[str, Any] = {
        "first": next(iter([*now, *today]), None),
        "who": next(iter([*pressing, *rest]), ""),
        "now": drawn(now, pressing, after=1),
        "today": drawn(today, rest, after=0 if now else 1),
        "later": drawn(later, who[len(now) + len(today) :]),
        "more": len(found.now) + len(found.today) - len(now) - len(today),
        "answers": request.actor.can(CareVerb.ANSWER),
        "on_watch": of.on_watch,
        "date": of.today,
        "kind": kind,
        "words": words,
    }
    return render(request, "day/day.html", context)
