"""What happens to life projects."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ProjectEvent(Event):
    subject: ClassVar[str] = "project"
    project_id: int
    case_id: int


@dataclass(frozen=True, kw_only=True)
class ProjectBegun(ProjectEvent):
    person_id: int
    number: int
    revises_id: int | None


@dataclass(frozen=True, kw_only=True)
class ProjectAmended(ProjectEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProjectAgreed(ProjectEvent):
    how: str
    content: str  # a digest of what was agreed


@dataclass(frozen=True, kw_only=True)
class ProjectMoved(ProjectEvent):
    verb: str
    state: str


@dataclass(frozen=True, kw_only=True)
class GoalChanged(Event):
    subject: ClassVar[str] = "goal"
    goal_id: int
    project_id: int
    verb: str


@dataclass(frozen=True, kw_only=True)
class StepChanged(Event):
    subject: ClassVar[str] = "step"
    step_id: int
    project_id: int
    verb: str
