"""What happens to a diagnosis, to the needs that come out of it."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class DiagnosisMade(Event):
    subject: ClassVar[str] = "diagnosis"
    diagnosis_id: int
    case_id: int
    person_id: int
    grid: str
    assessed: int
    proposed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DiagnosisDrafted(Event):
    subject: ClassVar[str] = "case"
    case_id: int


@dataclass(frozen=True, kw_only=True)
class NeedProposalAnswered(Event):
    subject: ClassVar[str] = "diagnosis"
    diagnosis_id: int
    service: str
    answer: str
    need_id: int | None


@dataclass(frozen=True, kw_only=True)
class NeedFound(Event):
    subject: ClassVar[str] = "need"
    need_id: int
    case_id: int
    service: str
    pole: str
    diagnosis: int | None


@dataclass(frozen=True, kw_only=True)
class NeedMoved(Event):
    subject: ClassVar[str] = "need"
    need_id: int
    case_id: int
    verb: str
    state: str
