"""What happens to the watch as it is planned."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class TurnEvent(Event):
    subject: ClassVar[str] = "turn"
    turn_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class TurnPlanned(TurnEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class TurnChanged(TurnEvent):
    """Who holds it now; which of its fields changed."""

    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TurnCancelled(TurnEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class SwapAsked(Event):
    subject: ClassVar[str] = "swap"
    swap_id: int
    turn_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class SwapAnswered(Event):
    subject: ClassVar[str] = "swap"
    swap_id: int
    turn_id: int
    verb: str


@dataclass(frozen=True, kw_only=True)
class CalendarShared(Event):
    """A new address gives their turns to their calendar; an older one is dead."""

    subject: ClassVar[str] = "member"
    member_id: int


@dataclass(frozen=True, kw_only=True)
class CalendarEnded(Event):
    subject: ClassVar[str] = "member"
    member_id: int


@dataclass(frozen=True, kw_only=True)
class AbsenceEvent(Event):
    """The days, the kind stay in the row: they are its member's affair."""

    subject: ClassVar[str] = "absence"
    absence_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class AbsenceNoted(AbsenceEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class AbsenceCancelled(AbsenceEvent):
    pass
