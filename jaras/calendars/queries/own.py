"""Turns of the watch, meetings, bells: hours, neutral words for whatever is shared with fewer."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jaras.bells.models import Bell
from jaras.bells.rules import BellState
from jaras.calendars.rules.entries import Event, Todo
from jaras.governance.models import Member
from jaras.governance.queries.calendars import KEPT, turns_of
from jaras.governance.roles import WATCH_DUTY, duties
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import Invitation, Meeting
from jaras.meetings.rules import Answer, MeetingState

MOST = 200  # of each kind


def house() -> str:
    """What makes the names of entries ours alone."""
    return str(settings.ORIGIN.partition("://")[2])


def turns(member: Member, at: datetime) -> Iterator[Event]:
    """Hours alone, no name, no note."""
    for turn in turns_of(member, at=at):
        duty = duties()[turn.duty]
        yield Event(
            uid=f"turn-{turn.pk}@{house()}",
            version=turn.version,
            starts_at=turn.starts_at,
            ends_at=turn.ends_at,
            title=_("On watch") if turn.duty == WATCH_DUTY else duty.name(get_language() or "fr"),
            address=settings.ORIGIN + reverse("roster_turn", args=[turn.pk]),
        )


def meetings(member: Member, at: datetime) -> Iterator[Event]:
    """Those they are invited to, called by their kind: nothing of what is spoken of."""
    invited = Invitation.objects.filter(member=member).exclude(answer=Answer.NO).values("meeting")
    theirs = Q(pk__in=invited) | Q(facilitator=member)
    rows = Meeting.objects.filter(theirs, starts_at__gte=at - KEPT).exclude(state=MeetingState.CANCELLED)
    yield from (meeting_as_event(each) for each in rows.order_by("starts_at", "pk")[:MOST])


def meeting_as_event(meeting: Meeting, *, address: str = "") -> Event:
    """`address`: of the page of whoever has no account."""
    return Event(
        uid=f"meeting-{meeting.pk}@{house()}",
        version=meeting.version,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=meeting_kinds()[meeting.kind].name(get_language() or "fr"),
        address=address or settings.ORIGIN + reverse("meeting", args=[meeting.pk]),
    )


def bells(member: Member, at: datetime) -> Iterator[Todo]:
    """What they carry; the words of a protected file stay in the house."""
    mine = Bell.objects.carried().filter(who=member)
    told = set(mine.shareable().order_by().values_list("pk", flat=True))
    for bell in mine.order_by("due_at", "pk")[:MOST]:
        yield Todo(
            uid=f"bell-{bell.pk}@{house()}",
            version=bell.version,
            due_at=bell.due_at,
            begun=bell.state == BellState.IN_PROGRESS,
            title=bell.what if bell.pk in told and not bell.case_id and not bell.report_id else _("A bell"),
            address=settings.ORIGIN + reverse("bell", args=[bell.pk]),
        )
