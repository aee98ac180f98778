"""A meeting is planned, moved to another hour or place."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.meetings import actions
from jaras.meetings.models import Meeting
from jaras.meetings.rules import MeetingsVerb
from jaras.web.meetings.finding import sought
from jaras.web.meetings.forms import AmendForm, MeetingForm
from jaras.web.shell import conflict
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(MeetingsVerb.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request) -> HttpResponse:
    me, at = request.actor, timezone.now()
    if request.method != "POST":
        soon = timezone.localtime(at).replace(minute=0, second=0) + timedelta(hours=1)
        first = {"kind": "CELL", "starts_at": soon, "facilitator": str(me.member_id)}
        return render(request, "meetings/plan.html", {"form": MeetingForm(me, initial=first)})
    form = MeetingForm(me, request.POST)
    if form.is_valid():
        try:
            made = actions.plan_meeting(**form.said(), by=me, at=at)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            for member in dict.fromkeys([made.facilitator, *form.invited]):
                actions.invite(meeting=made, member=member, by=me, at=at)
            messages.success(request, _("The meeting is planned; the invitations leave."))
            return redirect("meeting", made.pk)
    return render(request, "meetings/plan.html", {"form": form}, status=400)


@permission(MeetingsVerb.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: Request, pk: int) -> HttpResponse:
    """Another hour, another place; what somebody else changed meanwhile is shown beside."""
    meeting = sought(request, pk)
    if request.method != "POST":
        return _shown(request, meeting, AmendForm(request.actor, initial=_now(meeting)))
    form = AmendForm(request.actor, request.POST)
    if not form.is_valid():
        return _shown(request, meeting, form, status=400)
    said, saved = form.cleaned_data, _now(meeting)
    meeting.version = said["version"]
    try:
        actions.amend_meeting(
            meeting=meeting,
            starts_at=said["starts_at"],
            ends_at=said["ends_at"],
            site=form.sites.get(said["site"]),
            place_text=said["place_text"],
            by=request.actor,
            at=timezone.now(),
        )
    except Conflict as clash:
        texts = conflict.differences(saved, form)
        told = conflict.told("meeting", meeting.pk, "MeetingAmended", texts=texts)
        data = request.POST.copy()
        data["version"] = str(clash.current.version)  # type: ignore[attr-defined]
        return _shown(request, meeting, AmendForm(request.actor, data), status=409, clash=told)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _shown(request, meeting, form, status=400)
    messages.success(request, _("Changed: whoever is invited sees it."))
    return redirect("meeting", meeting.pk)


def _now(meeting: Meeting) -> dict[str, object]:
    return {
        "starts_at": timezone.localtime(meeting.starts_at),
        "ends_at": timezone.localtime(meeting.ends_at),
        "site": str(meeting.site_id or ""),
        "place_text": meeting.place_text,
        "version": meeting.version,
    }


def _shown(
    request: Request, meeting: Meeting, form: AmendForm, *, status: int = 200, clash: object = None
) -> HttpResponse:
    context = {"meeting": meeting, "form": form, "clash": clash}
    return render(request, "meetings/amend.html", context, status=status)
