"""The minutes: the file in either language, what is corrected beside them."""

from secrets import token_hex

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jaras.kernel import files
from jaras.kernel.refusal import Refused
from jaras.meetings import actions
from jaras.meetings.models import Meeting
from jaras.meetings.rules import MeetingState, MeetingsVerb
from jaras.web.meetings.finding import sought
from jaras.web.meetings.paper import keeping
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LANGUAGES = keeping.LANGUAGES


@permission(MeetingsVerb.READ)
@require_safe
def file(request: Request, pk: int, language: str) -> HttpResponse:
    meeting = sought(request, pk)
    if language not in LANGUAGES or meeting.state != MeetingState.CLOSED:
        raise Http404
    return served(meeting, language)


@permission(MeetingsVerb.RUN)
@require_POST
def amend(request: Request, pk: int) -> HttpResponse:
    meeting, typed = sought(request, pk), request.POST
    token = typed.get("token", "")[:32] or token_hex(12)
    try:
        actions.amend_minutes(
            meeting=meeting, words=typed.get("words", ""), token=token, by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("A version with this correction is made; those who were there get it."))
    return redirect("meeting", meeting.pk)


def served(meeting: Meeting, language: str) -> HttpResponse:
    """The last version, as it was kept; nothing once its time is over."""
    if meeting.forgotten_at is not None:
        raise Http404
    kept = keeping.kept(meeting, language)
    with files.opened(kept.file) as content:
        body = content.read()
    name = f"{'pv' if language == 'fr' else 'mahdar'}-{meeting.pk}-v{kept.version}-{language}.pdf"
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
