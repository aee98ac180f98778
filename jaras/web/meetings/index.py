"""The meetings that come, the series, those that were."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jaras.meetings import queries
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.rules import MeetingState, MeetingsVerb
from jaras.web.meetings import wording
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(MeetingsVerb.READ)
@require_GET
def index(request: Request) -> HttpResponse:
    coming = queries.coming(request.actor)
    past = queries.past(request.actor, after=request.GET.get("after", ""))
    context = {
        "coming": coming,
        "under_way": [each for each in coming if each.state == MeetingState.OPEN],
        "past": past,
        "all_series": queries.series_of(request.actor),
        "kinds": meeting_kinds(),
        "wording": wording,
        "may_run": request.actor.can(MeetingsVerb.RUN),
        "at": timezone.now(),
    }
    return render(request, "meetings/index.html", context)
