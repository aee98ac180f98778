"""A meeting as a file that any calendar reads: its kind, its hours, nothing of what is spoken of."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jaras.governance.rules.calendar import Entry, written
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import Meeting
from jaras.meetings.rules import MeetingsVerb
from jaras.web.meetings.finding import sought
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label


@permission(MeetingsVerb.READ)
@require_safe
def file(request: Request, pk: int) -> HttpResponse:
    meeting = sought(request, pk)
    return drawn(meeting, settings.ORIGIN + reverse("meeting", args=[meeting.pk]))


def drawn(meeting: Meeting, address: str) -> HttpResponse:
    house, kind = settings.ORIGIN.partition("://")[2], label(meeting_kinds()[meeting.kind])
    entry = Entry(
        uid=f"meeting-{meeting.pk}@{house}",
        version=meeting.version,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=kind,
        address=address,
    )
    body = written([entry], name=kind, at=timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="meeting-{meeting.pk}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
