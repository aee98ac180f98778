"""What happens to reports, to teams on the road, to legal duties."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportEvent(Event):
    subject: ClassVar[str] = "report"
    report_id: int


@dataclass(frozen=True, kw_only=True)
class DraftSaved(ReportEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ReportReceived(ReportEvent):
    channel: str
    urgency: str
    flagged: str
    claimed: bool
    mail: bool


@dataclass(frozen=True, kw_only=True)
class ReportAmended(ReportEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MessageAdded(ReportEvent):
    message_id: int


@dataclass(frozen=True, kw_only=True)
class MessageWrittenDown(ReportEvent):
    """Somebody listened to it, wrote down what it says."""

    message_id: int | None


@dataclass(frozen=True, kw_only=True)
class CodeShown(ReportEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class FileAdded(ReportEvent):
    file_id: int


@dataclass(frozen=True, kw_only=True)
class PersonNamed(ReportEvent):
    person_id: int


@dataclass(frozen=True, kw_only=True)
class PersonRecognised(ReportEvent):
    """Whom the report described is somebody known; `undone` says that they are not after all."""

    described_id: int
    person_id: int
    undone: bool


@dataclass(frozen=True, kw_only=True)
class ReportClaimed(ReportEvent):
    member_id: int


@dataclass(frozen=True, kw_only=True)
class ReportReleased(ReportEvent):
    member_id: int


@dataclass(frozen=True, kw_only=True)
class ReportConfirmed(ReportEvent):
    urgency: str
    kind: str
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HelpCalled(ReportEvent):
    help_call_id: int
    number: str


@dataclass(frozen=True, kw_only=True)
class ReporterCalledBack(ReportEvent):
    call_back_id: int
    reached: bool


@dataclass(frozen=True, kw_only=True)
class TeamSent(ReportEvent):
    mission_id: int


@dataclass(frozen=True, kw_only=True)
class TeamOnSite(ReportEvent):
    mission_id: int


@dataclass(frozen=True, kw_only=True)
class TeamBack(ReportEvent):
    mission_id: int
    result: str


@dataclass(frozen=True, kw_only=True)
class TeamCancelled(ReportEvent):
    mission_id: int


@dataclass(frozen=True, kw_only=True)
class ImmediateActionTaken(ReportEvent):
    code: str
    key: str


@dataclass(frozen=True, kw_only=True)
class OutcomeGiven(ReportEvent):
    outcome_id: int
    kind: str
    case_id: int | None
    other_id: int | None


@dataclass(frozen=True, kw_only=True)
class OutcomeUndone(ReportEvent):
    outcome_id: int
    kind: str
    case_id: int | None
    other_id: int | None


@dataclass(frozen=True, kw_only=True)
class ReportShared(ReportEvent):
    """How far a report is shared from now on."""

    level: str
    compartment: str


@dataclass(frozen=True, kw_only=True)
class DutyRaised(ReportEvent):
    duty_id: int
    code: str


@dataclass(frozen=True, kw_only=True)
class DutySettled(ReportEvent):
    duty_id: int
    code: str
    done: bool


@dataclass(frozen=True, kw_only=True)
class ReportMoved(ReportEvent):
    verb: str
    state: str
