"""A meeting as a file that any calendar reads: its kind, its hours, nothing of what is spoken of."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jaras.calendars.queries.own import meeting_as_event
from jaras.calendars.rules.entries import written
from jaras.meetings.models import Meeting
from jaras.meetings.rules import MeetingsVerb
from jaras.web.meetings.finding import sought
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(MeetingsVerb.READ)
@require_safe
def file(request: Request, pk: int) -> HttpResponse:
    meeting = sought(request, pk)
    return drawn(meeting, settings.ORIGIN + reverse("meeting", args=[meeting.pk]))


def drawn(meeting: Meeting, address: str) -> HttpResponse:
    body = written([meeting_as_event(meeting, address=address)], at=timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="meeting-{meeting.pk}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
