"""States that change only along a written table, each change kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from jaras.kernel.actor import Actor


@dataclass(frozen=True)
class Move:
    """One permitted change: `verb` takes a thing from any of `sources` to `target`."""

    verb: str
    sources: tuple[str, ...]
    target: str
    reason_needed: bool = False


class IllegalMove(ValueError):
    """The table has no such change."""


class ReasonMissing(ValueError):
    """This change must say why."""


@dataclass(frozen=True)
class Workflow:
    """The table of one kind of thing."""

    subject: str
    states: type[StrEnum]
    initial: str
    moves: tuple[Move, ...]

    def find(self, source: str, verb: str) -> Move:
        for move in self.moves:
            if move.verb == verb and source in move.sources:
                return move
        raise IllegalMove(f"{self.subject}: {verb} is not possible from {source}")

    def allows(self, source: str, verb: str) -> bool:
        return any(move.verb == verb and source in move.sources for move in self.moves)

    def verbs_from(self, source: str) -> tuple[str, ...]:
        return tuple(move.verb for move in self.moves if source in move.sources)

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for the docs."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for move in self.moves:
            lines += [f"    {source} --> {move.target}: {move.verb}" for source in move.sources]
        ends = {state.value for state in self.states} - {s for move in self.moves for s in move.sources}
        lines += [f"    {state} --> [*]" for state in sorted(ends)]
        return "\n".join(lines)


class Stateful(Protocol):
    pk: int
    state: str


_workflows: dict[str, Workflow] = {}


def register(workflow: Workflow) -> Workflow:
    """Make the table known to the docs and to the checks."""
    _workflows[workflow.subject] = workflow
    return workflow


def registered() -> Mapping[str, Workflow]:
    return dict(sorted(_workflows.items()))


def move(
    thing: Stateful, workflow: Workflow, verb: str, *, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Set `thing.state` along the table and keep the change; the caller saves the row."""
    source = thing.state
    thing.state = target(workflow, source, verb, reason=reason)
    keep(thing, workflow, verb, source=source, by=by, at=at, reason=reason)


def target(workflow: Workflow, source: str, verb: str, *, reason: str = "") -> str:
    """Where the table leads from `source`; refused when it leads nowhere or the reason is missing."""
    step = workflow.find(source, verb)
    if step.reason_needed and not reason.strip():
        raise ReasonMissing(f"{workflow.subject}: {verb} needs a reason")
    return step.target


def keep(
    thing: Stateful, workflow: Workflow, verb: str, *, source: str, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Write the change of a row that has its new state already."""
    from jaras.kernel.models import Transition

    Transition.objects.create(
        subject=workflow.subject,
        subject_id=thing.pk,
        verb=verb,
        source=source,
        target=thing.state,
        reason=reason,
        by_id=by.member_id,
        at=at,
    )


def every(states: Iterable[StrEnum], *, but: Iterable[str] = ()) -> tuple[str, ...]:
    """All states but some, for moves that are possible from nearly everywhere."""
    return tuple(state.value for state in states if state.value not in set(but))
