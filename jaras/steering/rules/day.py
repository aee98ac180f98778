"""What somebody does first today: peril, oversight, the law, the hour, who waits, what was promised, age."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, Protocol, TypeVar


class Band(StrEnum):
    """The order of a day."""

    PERIL = "peril"
    OVERSIGHT = "oversight"
    LAW = "law"
    HOUR = "hour"
    ANSWER = "answer"
    PROMISE = "promise"
    TIDY = "tidy"


NOW = (Band.PERIL, Band.OVERSIGHT, Band.LAW, Band.HOUR)
_RANK = {band: rank for rank, band in enumerate(Band)}


class Waiting(Protocol):
    """Something that waits for somebody: of which kind, since when, until when if that was said."""

    @property
    def kind(self) -> str: ...
    @property
    def since(self) -> datetime: ...
    @property
    def due(self) -> datetime | None: ...
    @property
    def peril(self) -> bool: ...


Task = TypeVar("Task", bound=Waiting)


@dataclass(frozen=True)
class Place:
    """Where a kind of task stands in a day; further away than `soon` it is a promise like others."""

    band: Band
    soon: timedelta | None = None


@dataclass(frozen=True)
class Day(Generic[Task]):
    """The tasks of one member, each part in the order that matters."""

    now: list[Task]
    today: list[Task]
    later: list[Task]


def band(task: Waiting, places: Mapping[str, Place], *, at: datetime) -> Band:
    """A life first; what has an hour presses when that hour is near."""
    if task.peril:
        return Band.PERIL
    place = places[task.kind]
    if place.soon is not None and (task.due is None or task.due - at > place.soon):
        return Band.PROMISE
    return place.band


def day(tasks: Iterable[Task], places: Mapping[str, Place], *, at: datetime, midnight: datetime) -> Day[Task]:
    """What presses, what is for today, what was promised for after `midnight`; the earliest first."""
    found: Day[Task] = Day([], [], [])
    ranked = sorted(
        ((band(task, places, at=at), task) for task in tasks),
        key=lambda each: (_RANK[each[0]], each[1].due or each[1].since, each[1].since),
    )
    for stands, task in ranked:
        if stands in NOW:
            found.now.append(task)
        elif stands is Band.PROMISE and task.due is not None and task.due >= midnight:
            found.later.append(task)
        else:
            found.today.append(task)
    return found
