"""What happens to meetings."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class SeriesPlanned(Event):
    subject: ClassVar[str] = "series"
    series_id: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class SeriesAmended(Event):
    """Who comes, when, whether it goes on."""

    subject: ClassVar[str] = "series"
    series_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingPlanned(Event):
    subject: ClassVar[str] = "meeting"
    meeting_id: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class MeetingAmended(Event):
    """Its day, its place, what was said at its end, who came without a name."""

    subject: ClassVar[str] = "meeting"
    meeting_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingMoved(Event):
    """It opened, closed, does not take place."""

    subject: ClassVar[str] = "meeting"
    meeting_id: int
    verb: str


@dataclass(frozen=True, kw_only=True)
class MeetingInvited(Event):
    """A member or somebody outside is asked to come."""

    subject: ClassVar[str] = "meeting"
    meeting_id: int
    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationAnswered(Event):
    subject: ClassVar[str] = "meeting"
    meeting_id: int
    invitation_id: int
    answer: str


@dataclass(frozen=True, kw_only=True)
class PresenceNoted(Event):
    """Somebody is there, or was noted by mistake."""

    subject: ClassVar[str] = "meeting"
    meeting_id: int
    invitation_id: int
    how: str


@dataclass(frozen=True, kw_only=True)
class ItemAsked(Event):
    """Somebody wishes to speak of something."""

    subject: ClassVar[str] = "meeting"
    meeting_id: int
    asked_id: int


@dataclass(frozen=True, kw_only=True)
class ItemMoved(Event):
    """An item was added, has the floor, is done, is left for another day, was written about."""

    subject: ClassVar[str] = "meeting"
    meeting_id: int
    item_id: int
    verb: str


@dataclass(frozen=True, kw_only=True)
class DecisionTaken(Event):
    subject: ClassVar[str] = "meeting"
    meeting_id: int
    decision_id: int


@dataclass(frozen=True, kw_only=True)
class BellRead(Event):
    """A bell was read out: kept, not kept, or nobody could tell."""

    subject: ClassVar[str] = "meeting"
    meeting_id: int
    bell_id: int
    verb: str


@dataclass(frozen=True, kw_only=True)
class SpokenHeard(Event):
    """What somebody said in the field became a report."""

    subject: ClassVar[str] = "meeting"
    meeting_id: int
    report_id: int


@dataclass(frozen=True, kw_only=True)
class MinutesKept(Event):
    """The minutes are there, in one language."""

    subject: ClassVar[str] = "meeting"
    meeting_id: int
    minutes_id: int
    language: str


@dataclass(frozen=True, kw_only=True)
class MinutesSent(Event):
    """Those who were there get them."""

    subject: ClassVar[str] = "meeting"
    meeting_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class MinutesAmended(Event):
    subject: ClassVar[str] = "meeting"
    meeting_id: int
    amendment_id: int
