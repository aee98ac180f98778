"""The rounds of a month, counted by service day."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jaras.governance.roles import watch_changes
from jaras.rounds import lists, queries
from jaras.rounds.queries import Counts
from jaras.rounds.rules import RoundState, RoundsVerb, TallyKind, day_of
from jaras.web.rounds import wording
from jaras.web.shell import moments
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label, language

MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


@permission(RoundsVerb.READ)
@require_GET
def index(request: Request) -> HttpResponse:
    """A night stands whole on the day on which it began, be it the last of the month."""
    first = _month(request.GET.get("month", ""))
    last = first.replace(day=monthrange(first.year, first.month)[1])
    rounds = queries.of_days(request.actor, first.isoformat(), last.isoformat())
    days = queries.by_day(rounds)
    gone = [each for each in rounds if each.state in (RoundState.UNDER_WAY, RoundState.ENDED)]
    context = {
        "first": first,
        "before": f"{first - timedelta(days=1):%Y-%m}",
        "after": f"{last + timedelta(days=1):%Y-%m}",
        "rounds": [(each, date.fromisoformat(each.service_day)) for each in rounds],
        "gone": len(gone),
        "days": [_day(day, days[day], rounds) for day in sorted(days, reverse=True)],
        "columns": [(label(group), "number") for group in lists.groups()],
        "month_name": f"{moments.calendar(language()).months[first.month - 1]} {first.year}",
        "said": wording.sections(queries.total(days.values())),
        "bars": wording.bars(queries.total(days.values())),
        "met": wording.met(queries.total(days.values())),
        "states": wording.STATES,
        "ways": lists.ways(),
        "may_plan": request.actor.can(RoundsVerb.PLAN),
    }
    return render(request, "rounds/month.html", context)


def _month(typed: str) -> date:
    """The month that is asked for, else the one of tonight's service day."""
    if MONTH.fullmatch(typed):
        return date.fromisoformat(f"{typed}-01")
    return date.fromisoformat(day_of(timezone.localtime(), watch_changes)).replace(day=1)


def _day(day: str, counts: Counts, rounds: list[Any]) -> dict[str, Any]:
    return {
        "day": date.fromisoformat(day),
        "rounds": sum(each.service_day == day for each in rounds),
        "groups": [counts.get((TallyKind.MET, group.code), 0) for group in lists.groups()],
        "met": wording.met(counts),
        "given": wording.sum_of(counts, TallyKind.GIVEN),
        "refused": wording.sum_of(counts, TallyKind.REFUSED),
    }
