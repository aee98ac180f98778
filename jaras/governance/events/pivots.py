"""What happens to pivots of partners."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class PivotNamed(Event):
    """This colleague is who speaks with the partner."""

    subject: ClassVar[str] = "organisation"
    organisation_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class PivotEnded(Event):
    """Nobody does, until somebody is named."""

    subject: ClassVar[str] = "organisation"
    organisation_id: int
    member_id: int
