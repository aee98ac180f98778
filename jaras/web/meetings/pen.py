"""What is written in the room: each write answers a page as well as a script that sends it later."""

from collections.abc import Callable
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jaras.bells import actions as bells
from jaras.bells.rules import BellsVerb
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.meetings import actions
from jaras.meetings.models import BellReading, Invitation, Item, Meeting
from jaras.meetings.rules import MeetingState, MeetingsVerb
from jaras.web.bells.form import RingForm
from jaras.web.meetings import room
from jaras.web.meetings.finding import row_of, sought
from jaras.web.shell import conflict
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

BY_SCRIPT = "X-Room"


@permission(MeetingsVerb.RUN)
@require_POST
def notes(request: Request, pk: int) -> HttpResponse:
    """Saved as typed; where somebody was first, both texts come back and nothing is written over."""
    item = row_of(request, Item, pk)
    typed, version = request.POST.get("notes", ""), _number(request.POST.get("version", ""))
    try:
        item = actions.write_notes(
            item=item, notes=typed, version=version, by=request.actor, at=timezone.now()
        )
    except Conflict as clash:
        return _collided(request, clash.current, typed)
    except Refused as refusal:
        return _refused(request, item.meeting, refusal)
    if _by_script(request):
        return JsonResponse({"version": item.version, "notes": item.notes})
    return redirect("meeting_room", item.meeting_id)


@permission(MeetingsVerb.RUN)
@require_POST
def item(request: Request, pk: int, verb: str) -> HttpResponse:
    """It has the floor, waits for another day."""
    found = row_of(request, Item, pk)
    act = {"take": actions.take_item, "postpone": actions.postpone_item}.get(verb)
    if act is None:
        raise Http404
    return _done(request, found.meeting, lambda: act(item=found, by=request.actor, at=timezone.now()))


@permission(MeetingsVerb.RUN)
@require_POST
def read(request: Request, pk: int) -> HttpResponse:
    """Kept, not kept, learnt."""
    reading, typed = row_of(request, BellReading, pk), request.POST
    return _done(
        request,
        reading.meeting,
        lambda: actions.read_bell(
            reading=reading,
            heard=typed.get("heard", ""),
            learnt=typed.get("learnt", ""),
            by=request.actor,
            at=timezone.now(),
        ),
    )


@permission(MeetingsVerb.RUN)
@require_POST
def presence(request: Request, pk: int, verb: str) -> HttpResponse:
    """They are there, are not after all, had the floor, were asked by mistake."""
    found, me, at = row_of(request, Invitation, pk), request.actor, timezone.now()
    ways: dict[str, Callable[[], object]] = {
        "here": lambda: actions.note_presence(invitation=found, here=True, by=me, at=at),
        "away": lambda: actions.note_presence(invitation=found, here=False, by=me, at=at),
        "spoke": lambda: actions.note_spoke(invitation=found, by=me, at=at),
        "leave-out": lambda: actions.leave_out(invitation=found, by=me, at=at),
    }
    if verb not in ways:
        raise Http404
    return _done(request, found.meeting, ways[verb])


@permission(MeetingsVerb.RUN)
@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    meeting, typed = sought(request, pk), request.POST
    item = meeting.items.filter(pk=_number(typed.get("item", ""))).first()
    token = typed.get("token", "")[:32] or token_hex(12)
    words = typed.get("words", "")
    return _done(
        request,
        meeting,
        lambda: actions.decide(
            meeting=meeting, words=words, token=token, item=item, by=request.actor, at=timezone.now()
        ),
    )


@permission(MeetingsVerb.RUN)
@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    meeting, title = sought(request, pk), request.POST.get("title", "")
    minutes = _number(request.POST.get("minutes", "")) or 5
    return _done(
        request,
        meeting,
        lambda: actions.add_item(
            meeting=meeting, title=title, minutes=minutes, by=request.actor, at=timezone.now()
        ),
    )


@permission(MeetingsVerb.RUN)
@require_POST
def count(request: Request, pk: int) -> HttpResponse:
    """Whoever came and gave no name: so many, or one more, one fewer."""
    meeting, typed = sought(request, pk), request.POST
    step = {"add": 1, "back": -1}.get(typed.get("step", ""), 0)
    number = max(0, meeting.counted + step) if step else _number(typed.get("counted", ""))
    return _done(
        request,
        meeting,
        lambda: actions.count(meeting=meeting, number=number, by=request.actor, at=timezone.now()),
    )


@permission(MeetingsVerb.RUN)
@require_POST
def hear(request: Request, pk: int) -> HttpResponse:
    """What somebody said becomes a report."""
    meeting, typed = sought(request, pk), request.POST
    token = typed.get("token", "")[:32] or token_hex(12)
    kind, words = typed.get("kind", ""), typed.get("words", "")
    return _done(
        request,
        meeting,
        lambda: actions.hear(
            meeting=meeting, kind=kind, words=words, token=token, by=request.actor, at=timezone.now()
        ),
        said=_("It is a report now: whoever holds the watch sees it."),
    )


@permission(BellsVerb.RING)
@require_POST
def ring(request: Request, pk: int) -> HttpResponse:
    """A bell is hung here, by anybody in the room."""
    meeting, form = sought(request, pk), RingForm(request.actor, request.POST)
    if meeting.state != MeetingState.OPEN:
        return _refused(
            request, meeting, Refused(_("This meeting is not open: hang the bell on its own page."))
        )
    if form.is_valid():
        try:
            bells.ring(**form.said(), of="meeting", row=meeting.pk, by=request.actor, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _well(request, meeting, _("The bell hangs."))
    if _by_script(request):
        return JsonResponse({"error": " ".join(_errors(form))}, status=422)
    return room.shown(request, meeting, form=form, status=400)


@permission(MeetingsVerb.RUN)
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """The debrief; from here on nothing changes."""
    meeting, typed = sought(request, pk), request.POST
    said = {name: typed.get(name, "") for name in ("done", "learnt", "ahead")}
    try:
        actions.close(meeting=meeting, **said, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _refused(request, meeting, refusal)
    return _well(request, meeting, _("The meeting is closed: the minutes leave in both languages."))


def _done(request: Request, meeting: Meeting, act: Callable[[], object], said: str = "") -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        return _refused(request, meeting, refusal)
    return _well(request, meeting, said)


def _well(request: Request, meeting: Meeting, said: str = "") -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"said": said})
    if said:
        messages.success(request, said)
    opened = Meeting.objects.filter(pk=meeting.pk, state=MeetingState.OPEN).exists()
    return redirect("meeting_room" if opened else "meeting", meeting.pk)


def _refused(request: Request, meeting: Meeting, refusal: Refused) -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"error": str(refusal), "field": refusal.field}, status=422)
    found = sought(request, meeting.pk)
    if found.state != MeetingState.OPEN:
        messages.warning(request, str(refusal))
        return redirect("meeting", meeting.pk)
    return room.shown(request, found, refusal=refusal, status=400)


def _collided(request: Request, current: Any, typed: str) -> HttpResponse:
    texts = [(_("Notes"), current.notes, typed)]
    told = conflict.told("meeting", current.meeting_id, "ItemMoved", texts=texts)
    if _by_script(request):
        kept = {"version": current.version, "notes": current.notes, "who": str(told["who"])}
        return JsonResponse(kept, status=409)
    told |= {"item": current, "yours": typed}
    return room.shown(request, sought(request, current.meeting_id), clash=told, status=409)


def _errors(form: RingForm) -> list[str]:
    return [str(text) for texts in form.errors.values() for text in texts]


def _by_script(request: HttpRequest) -> bool:
    return BY_SCRIPT in request.headers


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
