"""One meeting: before it, what will be spoken of with who comes; after it, what came of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jaras.governance.models import Member, actor_of
from jaras.kernel.refusal import Refused
from jaras.meetings import actions, queries
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import Meeting
from jaras.meetings.models.items import TITLE
from jaras.meetings.rules import MeetingState, MeetingsVerb
from jaras.partners.models import Organisation
from jaras.web.meetings import entries, wording
from jaras.web.meetings.finding import own, sought
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(MeetingsVerb.READ)
@require_GET
def show(request: Request, pk: int) -> HttpResponse:
    return _shown(request, sought(request, pk))


@permission(MeetingsVerb.READ)
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """I come, I do not, maybe."""
    meeting = sought(request, pk)
    invitation = own(request, meeting)
    if invitation is None:
        raise Http404
    said = request.POST.get("answer", "")
    try:
        actions.answer(invitation=invitation, answer=said, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Noted: whoever leads the meeting sees it."))
    return redirect("meeting", meeting.pk)


@permission(MeetingsVerb.READ)
@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    """Something is to be spoken of."""
    meeting, typed = sought(request, pk), request.POST
    title, why = typed.get("title", ""), typed.get("why", "")
    try:
        actions.ask_item(meeting=meeting, title=title, why=why, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _shown(request, meeting, asked=refusal, status=400)
    messages.success(request, _("It stands in the agenda."))
    return redirect("meeting", meeting.pk)


@permission(MeetingsVerb.RUN)
@require_POST
def invite(request: Request, pk: int) -> HttpResponse:
    """A colleague, an organisation, somebody by their address."""
    meeting, typed = sought(request, pk), request.POST
    rows: Any = {"member": Member.objects.visible_to(request.actor).active()}
    rows["organisation"] = Organisation.objects.visible_to(request.actor).active()
    found = {
        name: each.filter(pk=int(typed[name])).first()
        for name, each in rows.items()
        if typed.get(name, "").isdecimal() and len(typed[name]) < 19
    }
    told: dict[str, Any] = {"name": typed.get("name", ""), "email": typed.get("email", "")}
    try:
        actions.invite(meeting=meeting, **found, **told, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _shown(request, meeting, invited=refusal, status=400)
    messages.success(request, _("The invitation leaves."))
    return redirect("meeting", meeting.pk)


@permission(MeetingsVerb.RUN)
@require_POST
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    """It opens, does not take place."""
    meeting, at = sought(request, pk), timezone.now()
    try:
        if verb == "open":
            actions.open_meeting(meeting=meeting, by=request.actor, at=at)
            return redirect("meeting_room", meeting.pk)
        if verb != "cancel":
            raise Http404
        actions.cancel(meeting=meeting, reason=request.POST.get("reason", ""), by=request.actor, at=at)
    except Refused as refusal:
        if refusal.field:
            return _shown(request, meeting, called_off=refusal, status=400)
        messages.warning(request, str(refusal))
    return redirect("meeting", meeting.pk)


def _shown(
    request: Request,
    meeting: Meeting,
    *,
    asked: Refused | None = None,
    invited: Refused | None = None,
    called_off: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    me, at, planned = request.actor, timezone.now(), meeting.state == MeetingState.PLANNED
    may_run = me.can(MeetingsVerb.RUN)
    presence = queries.presence(meeting)
    there = {each.member_id for each in presence.rows}
    context = {
        "meeting": meeting,
        "kind": meeting_kinds()[meeting.kind],
        "wording": wording,
        "agenda": entries.of_agenda(meeting, me, at=at) if planned else entries.of_items(meeting, me),
        "presence": presence,
        "own": next((each for each in presence.rows if each.member_id == me.member_id), None),
        "may_run": may_run,
        "readings": queries.readings(meeting),
        "bells": list(queries.hung_in(meeting)) if not planned else [],
        "decisions": list(meeting.decisions.select_related("item")) if not planned else [],
        "amendments": list(meeting.amendments.select_related("by")),
        "spoken": meeting.spoken.count(),
        "colleagues": _colleagues(request, there) if may_run and planned else [],
        "organisations": list(Organisation.objects.visible_to(me).active()[:400])
        if may_run and planned
        else [],
        "asked": asked,
        "invited": invited,
        "called_off": called_off,
        "typed": request.POST,
        "longest": TITLE,
        "at": at,
    }
    return render(request, "meetings/meeting.html", context, status=status)


def _colleagues(request: Request, there: set[int | None]) -> list[Member]:
    rows = Member.objects.visible_to(request.actor).active().exclude(pk__in=[pk for pk in there if pk])
    return [each for each in rows if actor_of(each).can(MeetingsVerb.READ)]
