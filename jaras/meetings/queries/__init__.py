"""What is read of meetings: those that come, those that were, who is there, which roles they took."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page
from jaras.meetings.models import Invitation, Item, Meeting, Minutes, Series
from jaras.meetings.queries.agenda import Entry, agenda, last_of
from jaras.meetings.queries.links import guest, invited_by, link_of
from jaras.meetings.queries.shown import hung_in, readings
from jaras.meetings.rules import ItemState, reached

__all__ = [
    "Entry",
    "Presence",
    "agenda",
    "coming",
    "current",
    "found",
    "guest",
    "hung_in",
    "invited_by",
    "last_of",
    "link_of",
    "mine",
    "minutes_of",
    "open_with",
    "past",
    "presence",
    "readings",
    "series_of",
]
SIZE = 30


def coming(actor: Actor) -> list[Meeting]:
    """Planned or under way, the next one first."""
    rows = Meeting.objects.visible_to(actor).coming().select_related("facilitator", "site", "commune")
    return list(rows.defer("commune__boundary").order_by("starts_at", "id")[:100])


def past(actor: Actor, *, after: str = "") -> Page[Meeting]:
    """Those that are over, the latest first."""
    rows = Meeting.objects.visible_to(actor).closed().select_related("facilitator")
    return page(rows, order=("-starts_at", "-id"), after=after, size=SIZE)


def series_of(actor: Actor) -> list[Series]:
    rows = Series.objects.visible_to(actor).active().select_related("facilitator")
    return list(rows.prefetch_related("members"))


def found(actor: Actor, pk: int) -> Meeting | None:
    rows = Meeting.objects.visible_to(actor).select_related("facilitator", "site", "commune", "series")
    return rows.defer("commune__boundary").filter(pk=pk).first()


def open_with(actor: Actor, code: str) -> Meeting | None:
    """The meeting under way whose code stands on the wall."""
    rows = Meeting.objects.visible_to(actor).open().exclude(code="").filter(code=code)
    return rows.order_by("-opened_at").first()


def mine(actor: Actor, *, until: datetime) -> list[Invitation]:
    """To what this member is invited and which is not over."""
    rows = Invitation.objects.filter(member=actor.member_id or 0, meeting__in=Meeting.objects.coming())
    rows = rows.filter(meeting__starts_at__lt=until).exclude(answer="no")
    return list(rows.select_related("meeting").order_by("meeting__starts_at"))


def current(meeting: Meeting) -> Item | None:
    """What has the floor."""
    return Item.objects.filter(meeting=meeting, state=ItemState.CURRENT).first()


def minutes_of(meeting: Meeting, language: str) -> Minutes | None:
    """The last version in this language."""
    rows = Minutes.objects.filter(meeting=meeting, language=language).select_related("file")
    return rows.order_by("-version").first()


@dataclass
class Presence:
    """Who was asked, who is there, which roles they took here."""

    meeting: Meeting
    rows: list[Invitation]
    roles: dict[int, Counter[str]] = field(default_factory=dict)  # by member

    @property
    def here(self) -> list[Invitation]:
        return [each for each in self.rows if each.came_at]

    @property
    def silent(self) -> list[Invitation]:
        """They are there and nobody noted that they spoke."""
        return [each for each in self.here if not each.spoke]

    @property
    def enough(self) -> bool:
        return reached(present=len(self.here), quorum=self.meeting.quorum)

    @property
    def all_roles(self) -> Counter[str]:
        return sum(self.roles.values(), Counter())

    def said(self, answer: str) -> int:
        return sum(each.answer == answer for each in self.rows)


def presence(meeting: Meeting) -> Presence:
    rows = Invitation.objects.filter(meeting=meeting).select_related("member", "organisation")
    roles: dict[int, Counter[str]] = {}
    for who, role in hung_in(meeting).order_by().values_list("who", "role"):
        roles.setdefault(who, Counter())[role] += 1
    return Presence(meeting, list(rows), roles)
