"""What happens to committees, to ballots."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class CommitteeEvent(Event):
    subject: ClassVar[str] = "committee"
    committee_id: int


@dataclass(frozen=True, kw_only=True)
class CommitteeFounded(CommitteeEvent):
    kind: str


@dataclass(frozen=True, kw_only=True)
class CommitteeAmended(CommitteeEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SeatAdded(CommitteeEvent):
    seat_id: int


@dataclass(frozen=True, kw_only=True)
class SeatAmended(CommitteeEvent):
    seat_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SeatEnded(CommitteeEvent):
    seat_id: int


@dataclass(frozen=True, kw_only=True)
class MandateGiven(CommitteeEvent):
    seat_id: int
    mandate_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class MandateEnded(CommitteeEvent):
    seat_id: int
    mandate_id: int


@dataclass(frozen=True, kw_only=True)
class BallotEvent(Event):
    subject: ClassVar[str] = "ballot"
    ballot_id: int


@dataclass(frozen=True, kw_only=True)
class BallotOpened(BallotEvent):
    kind: str  # its method


@dataclass(frozen=True, kw_only=True)
class Voted(BallotEvent):
    """Somebody voted: by whom it was done is in the log, what is not."""


@dataclass(frozen=True, kw_only=True)
class ObjectionAnswered(BallotEvent):
    vote_id: int
    result: str


@dataclass(frozen=True, kw_only=True)
class BallotClosed(BallotEvent):
    result: str  # why, as the rules call it
