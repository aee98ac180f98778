"""What happens in sessions of committees."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class SessionEvent(Event):
    subject: ClassVar[str] = "committee_session"
    committee_session_id: int


@dataclass(frozen=True, kw_only=True)
class SessionConvened(SessionEvent):
    committee_id: int
    how: str


@dataclass(frozen=True, kw_only=True)
class SessionMoved(SessionEvent):
    """It opened, closed, was cancelled."""

    verb: str


@dataclass(frozen=True, kw_only=True)
class ItemEvent(Event):
    subject: ClassVar[str] = "session_item"
    session_item_id: int


@dataclass(frozen=True, kw_only=True)
class ItemAdded(ItemEvent):
    committee_session_id: int
    case_id: int


@dataclass(frozen=True, kw_only=True)
class ItemAmended(ItemEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SeatInvited(ItemEvent):
    seat_id: int
    mandate_id: int | None


@dataclass(frozen=True, kw_only=True)
class SeatReached(ItemEvent):
    """Somebody telephoned them, or tried to."""

    seat_id: int
    mandate_id: int
    reached: bool


@dataclass(frozen=True, kw_only=True)
class SeatAnswered(ItemEvent):
    seat_id: int
    answer: str


@dataclass(frozen=True, kw_only=True)
class ItemSeen(ItemEvent):
    seat_id: int


@dataclass(frozen=True, kw_only=True)
class ConveningMailed(ItemEvent):
    seat_id: int


@dataclass(frozen=True, kw_only=True)
class ItemPutToVote(ItemEvent):
    ballot_id: int


@dataclass(frozen=True, kw_only=True)
class ItemDecided(ItemEvent):
    """What was decided stands in the file."""


@dataclass(frozen=True, kw_only=True)
class Undertaken(ItemEvent):
    """An institution said what it will do."""

    seat_id: int
    bell_id: int
