"""Meetings to which a member goes, those to which they have not answered."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.meetings import queries
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.rules import Answer, MeetingState
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer
from jaras.web.shell.templating import label


def waiting(viewer: Viewer) -> Iterator[Task]:
    for each in queries.mine(viewer.actor, until=viewer.horizon):
        meeting = each.meeting
        kind = label(meeting_kinds()[meeting.kind])
        when = {"day": moments.day(meeting.starts_at), "hour": moments.clock(meeting.starts_at)}
        begun = meeting.state == MeetingState.OPEN
        if not each.answer and not begun:
            yield Task(
                kind="meeting_answer",
                what=_("Say whether you come: {kind}").format(kind=kind),
                why=_("You are invited on {day} at {hour}.").format(**when),
                href=reverse("meeting", args=[meeting.pk]),
                since=each.asked_at,
                due=meeting.starts_at,
            )
        elif begun or each.answer in (Answer.YES, Answer.MAYBE):
            yield Task(
                kind="meeting",
                what=_("Go to the meeting: {kind}").format(kind=kind),
                why=_("The meeting is under way.")
                if begun
                else _("It begins on {day} at {hour}.").format(**when),
                href=reverse("meeting_room" if begun else "meeting", args=[meeting.pk]),
                since=meeting.opened_at or each.asked_at,
                due=meeting.starts_at,
            )
