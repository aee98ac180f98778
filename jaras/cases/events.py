"""What happens to cases."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseEvent(Event):
    subject: ClassVar[str] = "case"
    case_id: int


@dataclass(frozen=True, kw_only=True)
class PartyRecognised(CaseEvent):
    """Whom the case described is somebody known; `undone` says that they are not after all."""

    described_id: int
    person_id: int
    undone: bool


@dataclass(frozen=True, kw_only=True)
class CaseOpened(CaseEvent):
    urgency: str


@dataclass(frozen=True, kw_only=True)
class PastCaseKept(CaseEvent):
    """A case of the past, closed from the first; `counted` where its register gave it a number."""

    counted: bool


@dataclass(frozen=True, kw_only=True)
class PastCaseTakenBack(CaseEvent):
    counted: bool


@dataclass(frozen=True, kw_only=True)
class CaseMoved(CaseEvent):
    verb: str
    state: str


@dataclass(frozen=True, kw_only=True)
class StageEntered(CaseEvent):
    stage: str


@dataclass(frozen=True, kw_only=True)
class CaseAmended(CaseEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PersonAdded(CaseEvent):
    person_id: int


@dataclass(frozen=True, kw_only=True)
class TeamChanged(CaseEvent):
    member_id: int
    joined: bool


@dataclass(frozen=True, kw_only=True)
class ConfidentialityChanged(CaseEvent):
    level: str
    compartment: str


@dataclass(frozen=True, kw_only=True)
class NextPlanned(CaseEvent):
    who_id: int | None


@dataclass(frozen=True, kw_only=True)
class NextDone(CaseEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class NoteWritten(CaseEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DocumentAdded(CaseEvent):
    document_id: int


@dataclass(frozen=True, kw_only=True)
class ClosureAsked(CaseEvent):
    closure_id: int
    outcome: str


@dataclass(frozen=True, kw_only=True)
class ClosureAnswered(CaseEvent):
    closure_id: int
    outcome: str
    approved: bool


@dataclass(frozen=True, kw_only=True)
class NewsTaken(CaseEvent):
    closure_id: int
    again: bool
