"""What happens to an intervention."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class InterventionRecorded(Event):
    subject: ClassVar[str] = "intervention"
    intervention_id: int
    code: str
    pole: str
    report_id: int | None
    case_id: int | None
    state: str


@dataclass(frozen=True, kw_only=True)
class InterventionMoved(Event):
    subject: ClassVar[str] = "intervention"
    intervention_id: int
    verb: str
    state: str
