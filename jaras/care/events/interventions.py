"""What happens to an intervention."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event

# Codes, numbers of rows, days (`2026-11-25`): never a word somebody wrote.
Facts = Mapping[str, str | int | None]


@dataclass(frozen=True, kw_only=True)
class InterventionEvent(Event):
    subject: ClassVar[str] = "intervention"
    intervention_id: int


@dataclass(frozen=True, kw_only=True)
class InterventionRecorded(InterventionEvent):
    code: str
    pole: str
    report_id: int | None
    case_id: int | None
    state: str
    day: str
    need_id: int | None = None
    meets: bool = True  # the need that it answers, once it is done


@dataclass(frozen=True, kw_only=True)
class InterventionTakenBack(InterventionRecorded):
    """The import that counted it was undone; told before its row goes."""


@dataclass(frozen=True, kw_only=True)
class InterventionMoved(InterventionEvent):
    verb: str
    state: str
    before: Facts  # of what changed with the state: `state`, `day`, `nights`, `cost`, `reason`
    after: Facts
    meets: bool = True


@dataclass(frozen=True, kw_only=True)
class InterventionAmended(InterventionEvent):
    """It was corrected, or follows its report into a case; both sides of what changed."""

    before: Facts
    after: Facts
    meets: bool = True
