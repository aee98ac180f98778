"""Meeting mode: one thing at a time, on the wall and on every phone."""

from collections import Counter
from secrets import token_hex
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jaras.bells.rules import BellsVerb
from jaras.governance.roles import management_roles
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel.refusal import Refused
from jaras.meetings import queries
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import BellReading, Meeting
from jaras.meetings.models.meetings import WORDS as DEBRIEF
from jaras.meetings.rules import MeetingState, MeetingsVerb, Source, spent
from jaras.web.bells import wording as bells
from jaras.web.bells.form import RingForm, quick_days
from jaras.web.meetings import entries, wording
from jaras.web.meetings.finding import own, sought
from jaras.web.shell import hanging
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(MeetingsVerb.READ)
@require_GET
def show(request: Request, pk: int) -> HttpResponse:
    """The wall, or the phone of somebody in the room."""
    meeting = sought(request, pk)
    if meeting.state != MeetingState.OPEN:
        return redirect("meeting", meeting.pk)
    return shown(request, meeting)


@permission(MeetingsVerb.READ)
@require_GET
def live(request: Request, pk: int) -> HttpResponse:
    """What every screen follows, every few seconds: it holds no field in which somebody types."""
    meeting = sought(request, pk)
    return render(request, "meetings/_live.html", _context(request, meeting))


@permission(MeetingsVerb.RUN)
@require_GET
def pen(request: Request, pk: int) -> HttpResponse:
    """What is written of whatever has the floor."""
    meeting = sought(request, pk)
    return render(request, "meetings/_pen.html", _context(request, meeting))


def shown(
    request: Request,
    meeting: Meeting,
    *,
    refusal: Refused | None = None,
    form: RingForm | None = None,
    clash: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; what was typed and refused stands where it was typed."""
    me = request.actor
    context = _context(request, meeting) | {
        "refusal": refusal,
        "typed": request.POST,
        "clash": clash,
        "form": form or (RingForm(me) if me.can(BellsVerb.RING) else None),
        "quick": quick_days(timezone.now()),
        "may_hear": me.can(IntakeVerb.TAKE),
        "kinds_heard": list(wording.KINDS_HEARD.items()),
    }
    return render(request, "meetings/room.html", context, status=status)


def _context(request: Request, meeting: Meeting) -> dict[str, Any]:
    at, presence = timezone.now(), queries.presence(meeting)
    lines = entries.of_items(meeting, request.actor)
    now = next((each for each in lines if each.item and each.item.state == "current"), None)
    readings = queries.readings(meeting)
    reading = next((each for each in readings if not each.heard), None)
    item = now.item if now else None
    hearing = reading if item and item.source == Source.BELLS else None
    return {
        "meeting": meeting,
        "kind": meeting_kinds()[meeting.kind],
        "wording": wording,
        "bell_words": bells,
        "bell_states": hanging.STATES,
        "lines": lines,
        "now": now,
        "elapsed": spent(item.seconds, item.begun_at, at) if item else 0,
        "next": _after(lines, now),
        "readings": readings,
        "reading": hearing,
        "read": sum(bool(each.heard) for each in readings),
        "decisions": list(meeting.decisions.filter(item=item)) if item else [],
        "hung": list(queries.hung_in(meeting)),
        "presence": presence,
        "roles": management_roles(),
        "taken": presence.all_roles or Counter(),
        "own": own(request, meeting),
        "may_run": request.actor.can(MeetingsVerb.RUN) and meeting.state == MeetingState.OPEN,
        "pen_key": _pen_key(item, hearing),
        "token": token_hex(12),
        "longest": DEBRIEF,
        "refusal": None,
        "clash": None,
        "typed": {},
    }


def _pen_key(item: Any, reading: BellReading | None) -> str:
    """What the pen writes about: where it changes, the pen does."""
    if reading is not None:
        return f"reading-{reading.pk}"
    return f"item-{item.pk}" if item is not None else ""


def _after(lines: list[entries.Line], now: entries.Line | None) -> entries.Line | None:
    """What comes next, in the order of the agenda."""
    rest = lines[lines.index(now) + 1 :] if now in lines else lines
    return next((each for each in rest if each.item and each.item.state == "waiting"), None)
