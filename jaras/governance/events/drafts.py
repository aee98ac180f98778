"""What happens to a roster that is proposed."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class RosterDraftEvent(Event):
    subject: ClassVar[str] = "roster_draft"
    roster_draft_id: int


@dataclass(frozen=True, kw_only=True)
class RosterDraftAsked(RosterDraftEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class RosterDraftMade(RosterDraftEvent):
    """How many turns nobody can hold."""

    missing: int


@dataclass(frozen=True, kw_only=True)
class RosterDraftAdopted(RosterDraftEvent):
    """How many turns were planned, how many of those that stood were cancelled."""

    planned: int
    cancelled: int


@dataclass(frozen=True, kw_only=True)
class RosterDraftSetAside(RosterDraftEvent):
    pass
