"""What happens on a round."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class RoundPlanned(Event):
    subject: ClassVar[str] = "round"
    round_id: int
    leader_id: int


@dataclass(frozen=True, kw_only=True)
class RoundMoved(Event):
    """It started, ended, was cancelled."""

    subject: ClassVar[str] = "round"
    round_id: int
    verb: str


@dataclass(frozen=True, kw_only=True)
class StopAdded(Event):
    subject: ClassVar[str] = "round"
    round_id: int
    stop_id: int


@dataclass(frozen=True, kw_only=True)
class StopReached(Event):
    subject: ClassVar[str] = "round"
    round_id: int
    stop_id: int


@dataclass(frozen=True, kw_only=True)
class RoundCounted(Event):
    """Somebody met, something given or refused; `corrects` is the row that was wrong."""

    subject: ClassVar[str] = "round"
    round_id: int
    tally_id: int
    kind: str
    code: str
    corrects: int | None


@dataclass(frozen=True, kw_only=True)
class RoundReported(Event):
    """Somebody met at a stop became a report."""

    subject: ClassVar[str] = "round"
    round_id: int
    stop_id: int
    report_id: int
