"""What happens to calendars kept elsewhere."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class CalendarConnected(Event):
    """A member's calendar elsewhere is kept up to date from now on."""

    subject: ClassVar[str] = "member"
    member_id: int


@dataclass(frozen=True, kw_only=True)
class CalendarLeft(Event):
    """It is not any more: they said so, or it refused us."""

    subject: ClassVar[str] = "member"
    member_id: int
    verb: str
