"""I am here: the code on the wall, one press."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.kernel.refusal import Refused
from jaras.meetings import actions, queries
from jaras.meetings.rules import MeetingsVerb
from jaras.web.meetings.finding import own
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(MeetingsVerb.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: Request) -> HttpResponse:
    typed = request.POST.get("code", "").strip()[:10] if request.method == "POST" else ""
    wrong = ""
    if request.method == "POST":
        meeting = queries.open_with(request.actor, typed)
        if meeting is None:
            wrong = _("No meeting under way has this code: read it on the wall.")
        else:
            at, mine = timezone.now(), own(request, meeting)
            try:
                actions.come(meeting=meeting, code=typed, invitation=mine, by=request.actor, at=at)
            except Refused as refusal:
                wrong = str(refusal)
            else:
                return redirect("meeting_room", meeting.pk)
    status = 400 if wrong else 200
    return render(request, "meetings/here.html", {"typed": typed, "wrong": wrong}, status=status)
