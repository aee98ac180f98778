"""The page of somebody who is invited without an account: when, where, whether they come, the minutes."""

from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jaras.kernel import limits
from jaras.kernel.limits import Limit
from jaras.kernel.refusal import Refused
from jaras.kernel.visitor import visitor
from jaras.meetings import actions, queries
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import Invitation
from jaras.meetings.rules import MeetingState
from jaras.web.meetings import calendar as calendars
from jaras.web.meetings import wording
from jaras.web.meetings.minutes import LANGUAGES, served
from jaras.web.shell.discreet import discreet
from jaras.web.shell.request import Request

WRITINGS = (Limit(30, timedelta(minutes=10)),)
LASTS = timedelta(days=30)  # after the meeting: long enough to read its minutes


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, link: str) -> HttpResponse:
    """Opening it changes nothing, for programs follow the links of letters."""
    invited, wrong, status = _invited(link), "", HTTPStatus.OK
    if request.method == "POST":
        wrong = _flooded(request, invited) or _answered(request, invited)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
        invited = _invited(link)
    meeting = invited.meeting
    context = {
        "invited": invited,
        "meeting": meeting,
        "kind": meeting_kinds()[meeting.kind],
        "wording": wording,
        "link": link,
        "wrong": wrong,
        "typed": request.POST.get("code", "")[:10],
    }
    response = render(request, "meetings/guest.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@discreet
@require_safe
def calendar(request: Request, link: str) -> HttpResponse:
    invited = _invited(link)
    return calendars.drawn(invited.meeting, settings.ORIGIN + reverse("meeting_guest", args=[link]))


@discreet
@require_safe
def minutes(request: Request, link: str, language: str) -> HttpResponse:
    """For those who were there."""
    invited = _invited(link)
    if language not in LANGUAGES or invited.came_at is None:
        raise Http404
    if invited.meeting.state != MeetingState.CLOSED:
        raise Http404
    return served(invited.meeting, language)


def _invited(link: str) -> Invitation:
    invited = queries.invited_by(link)
    if invited is None or invited.meeting.ends_at + LASTS < timezone.now():
        raise Http404
    return invited


def _answered(request: Request, invited: Invitation) -> str:
    """Why the answer does not count; nothing where it does."""
    by, at, meeting = queries.guest(invited), timezone.now(), invited.meeting
    try:
        if "code" in request.POST:
            code = request.POST["code"][:10]
            actions.come(meeting=meeting, code=code, invitation=invited, by=by, at=at)
        else:
            actions.answer(invitation=invited, answer=request.POST.get("answer", ""), by=by, at=at)
    except Refused as refusal:
        return str(refusal)
    return ""


def _flooded(request: Request, invited: Invitation) -> str:
    at, who = timezone.now(), limits.digest(f"{invited.pk}:{visitor(request)}")
    if limits.reached("meeting-guest", who, WRITINGS, at=at):
        return _("Many answers came from this page. Wait a few minutes, then send again.")
    limits.note("meeting-guest", who, at=at)
    return ""
