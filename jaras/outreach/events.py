"""What is said to reporters."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ReporterAnswered(Event):
    subject: ClassVar[str] = "report"
    report_id: int
    answer_id: int
    code: str


@dataclass(frozen=True, kw_only=True)
class AnswerMailed(Event):
    subject: ClassVar[str] = "report"
    report_id: int
    answer_id: int


@dataclass(frozen=True, kw_only=True)
class ReporterWelcomed(Event):
    subject: ClassVar[str] = "report"
    report_id: int
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AnswerNotMailed(Event):
    subject: ClassVar[str] = "report"
    report_id: int
    answer_id: int
    why: str
