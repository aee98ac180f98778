"""The agenda that makes itself: what waits for these people, each with why, of what may stand on a wall."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from jaras.bells.models import Bell, BellQuerySet
from jaras.bells.rules import BellState
from jaras.care.models import Referral
from jaras.care.rules.referrals import WAITING
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import Invitation, Meeting, SeriesMember
from jaras.meetings.rules import MeetingState, Source

SOON, LATELY, SILENT = timedelta(days=7), timedelta(hours=48), timedelta(hours=24)
MOST = 40
EACH = 2  # minutes for one row


@dataclass(frozen=True)
class Entry:
    """One line: why it stands there, of which rows; a title where somebody wrote one."""

    source: Source
    rows: tuple[int, ...] = ()
    title: str = ""
    asked_by: str = ""
    why: str = ""

    @property
    def minutes(self) -> int:
        return max(5, EACH * len(self.rows))


def agenda(meeting: Meeting, actor: Actor, *, at: datetime) -> list[Entry]:
    """What this meeting takes by itself, as far as this actor sees it; what is restricted is not counted."""
    told = _Told(meeting, actor, at)
    found = []
    for code in meeting_kinds()[meeting.kind]["sources"]:
        found += list(told.of(Source(code)))
    return found


def last_of(meeting: Meeting) -> Meeting | None:
    """The meeting of the same series before this one."""
    if meeting.series_id is None:
        return None
    rows = Meeting.objects.filter(series=meeting.series_id, state=MeetingState.CLOSED)
    return rows.filter(starts_at__lt=meeting.starts_at).order_by("-starts_at").first()


class _Told:
    """What is read once for all the sources: who comes, which meeting came before."""

    def __init__(self, meeting: Meeting, actor: Actor, at: datetime) -> None:
        self.meeting, self.actor, self.at = meeting, actor, at
        self.last = last_of(meeting)
        self.read: set[int] = set()

    def of(self, source: Source) -> Iterator[Entry]:
        ways: dict[Source, Callable[[], Iterator[int]]] = {
            Source.BELLS: self._bells,
            Source.BLOCKED: self._blocked,
            Source.DUE: self._due,
            Source.IMMEDIATE: self._immediate,
            Source.REFERRALS: self._referrals,
        }
        if source == Source.ASKED:
            for each in self.meeting.asked.select_related("by"):
                yield Entry(source, (each.pk,), each.title, each.by.called, each.why)
            return
        rows = tuple(ways[source]())
        if rows:
            yield Entry(source, rows)

    def _ours(self) -> BellQuerySet:
        """Bells of those who come, or hung in this series."""
        meeting = self.meeting
        invited = Invitation.objects.filter(meeting=meeting.pk).exclude(member=None).values("member")
        belong = SeriesMember.objects.filter(series=meeting.series_id or 0).values("member")
        before = Meeting.objects.filter(series=meeting.series_id or 0).order_by().values("pk")
        theirs = Q(who__in=invited) | Q(who__in=belong) | Q(who=meeting.facilitator_id)
        theirs |= Q(of="meeting", row__in=before)
        return Bell.objects.visible_to(self.actor).shareable().filter(theirs)

    def _taken(self, rows: BellQuerySet) -> Iterator[int]:
        """Each bell once, under the first reason."""
        for pk in rows.order_by("due_at", "pk").values_list("pk", flat=True)[:MOST]:
            if pk not in self.read:
                self.read.add(pk)
                yield pk

    def _bells(self) -> Iterator[int]:
        last = Q(of="meeting", row=self.last.pk) if self.last else Q(pk__in=())
        overdue = Q(is_open=True, due_at__lt=self.at)
        asked_for = self._ours().filter(last | overdue | self._of_the_day())
        return self._taken(asked_for.exclude(state__in=(BellState.DROPPED, BellState.HANDED_OVER)))

    def _of_the_day(self) -> Q:
        """For a meeting that looks back on its day: what was hung, what was kept since midnight."""
        if not meeting_kinds()[self.meeting.kind]["day"]:
            return Q(pk__in=())
        midnight = timezone.localtime(self.at).replace(hour=0, minute=0, second=0, microsecond=0)
        return Q(rung_at__gte=midnight) | Q(state=BellState.DONE, ended_at__gte=midnight)

    def _blocked(self) -> Iterator[int]:
        return self._taken(self._ours().filter(state=BellState.BLOCKED))

    def _due(self) -> Iterator[int]:
        return self._taken(self._ours().filter(is_open=True, due_at__lt=self.at + SOON))

    def _immediate(self) -> Iterator[int]:
        """Ordinary reports of immediate danger since yesterday."""
        rows = Report.objects.visible_to(self.actor).filter(urgency_rank=0, level=Level.ORDINARY)
        rows = rows.filter(received_at__gte=self.at - LATELY, received_at__lt=self.at)
        yield from rows.order_by("received_at", "pk").values_list("pk", flat=True)[:MOST]

    def _referrals(self) -> Iterator[int]:
        """Sent more than a day ago about an ordinary case, without an answer."""
        rows = Referral.objects.visible_to(self.actor).filter(is_living=True, state__in=WAITING)
        rows = rows.filter(case__level=Level.ORDINARY, sent_at__lt=self.at - SILENT)
        yield from rows.order_by("sent_at", "pk").values_list("pk", flat=True)[:MOST]
