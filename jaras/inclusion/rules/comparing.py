"""What changed between two versions of a life project, goal by goal, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    KEPT = "kept"
    MOVED = "moved"  # the same words, of another importance now
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class StepSaid:
    """A step as it reads; `thread` follows it from version to version."""

    thread: str
    said: str


@dataclass(frozen=True)
class GoalSaid:
    """A goal as it reads, with its steps in order."""

    thread: str
    said: str
    steps: tuple[StepSaid, ...] = ()


@dataclass(frozen=True)
class Text:
    """One text of both versions."""

    change: Change
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """One goal of both versions, with its place in each; 0 where it is not there."""

    text: Text
    place_before: int
    place_after: int
    steps: tuple[Text, ...]

    @property
    def untouched(self) -> bool:
        return self.text.change is Change.KEPT and all(step.change is Change.KEPT for step in self.steps)


def compare(before: Sequence[GoalSaid], after: Sequence[GoalSaid]) -> list[Difference]:
    """The goals of the newer version in its order, then those it gave up."""
    earlier = {goal.thread: (place, goal) for place, goal in enumerate(before, start=1)}
    shared = [goal.thread for goal in after if goal.thread in earlier]
    order = [goal.thread for goal in before if goal.thread in set(shared)]
    found = []
    for place, goal in enumerate(after, start=1):
        if goal.thread not in earlier:
            text = Text(Change.ADDED, "", goal.said)
            found.append(Difference(text, 0, place, compare_steps((), goal.steps)))
            continue
        place_before, old = earlier[goal.thread]
        moved = shared.index(goal.thread) != order.index(goal.thread)
        text = _text(old.said, goal.said, unchanged=Change.MOVED if moved else Change.KEPT)
        found.append(Difference(text, place_before, place, compare_steps(old.steps, goal.steps)))
    threads = set(shared)
    for place, goal in enumerate(before, start=1):
        if goal.thread not in threads:
            text = Text(Change.REMOVED, goal.said, "")
            found.append(Difference(text, place, 0, compare_steps(goal.steps, ())))
    return found


def compare_steps(before: Sequence[StepSaid], after: Sequence[StepSaid]) -> tuple[Text, ...]:
    """The steps of the newer version in its order, then those it gave up."""
    earlier = {step.thread: step.said for step in before}
    threads = {step.thread for step in after}
    found = [
        _text(earlier[step.thread], step.said)
        if step.thread in earlier
        else Text(Change.ADDED, "", step.said)
        for step in after
    ]
    found += [Text(Change.REMOVED, step.said, "") for step in before if step.thread not in threads]
    return tuple(found)


def compare_texts(before: str, after: str) -> Text:
    """One text that both versions have, empty or not."""
    if before and not after:
        return Text(Change.REMOVED, before, "")
    if after and not before:
        return Text(Change.ADDED, "", after)
    return _text(before, after)


def _text(before: str, after: str, *, unchanged: Change = Change.KEPT) -> Text:
    return Text(unchanged if before == after else Change.CHANGED, before, after)
