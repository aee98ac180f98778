"""What happens between a need and a place."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class StayBegun(Event):
    """A place is held for a need."""

    subject: ClassVar[str] = "stay"
    stay_id: int
    case_id: int
    need_id: int
    occupancy_id: int
