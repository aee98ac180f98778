"""What happens between two watches."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class HandoverLaid(Event):
    """What was open when a watch ended is written down; how much it was, the log does not say."""

    subject: ClassVar[str] = "watch"
    watch_id: int


@dataclass(frozen=True, kw_only=True)
class HandoverAnswered(Event):
    """A line was acknowledged, asked about, explained."""

    subject: ClassVar[str] = "handover_line"
    handover_line_id: int
    answer_id: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class PromiseMade(Event):
    """Somebody on watch said that something would be done."""

    subject: ClassVar[str] = "promise"
    promise_id: int


@dataclass(frozen=True, kw_only=True)
class PromiseMoved(Event):
    """It was done, or is not needed any more."""

    subject: ClassVar[str] = "promise"
    promise_id: int
    verb: str
