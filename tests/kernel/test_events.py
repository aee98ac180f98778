"""The log: one row an event, listeners told one by one or all at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

import pytest

from jaras.kernel import events
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import EventRecord

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, kw_only=True)
class BellRung(events.Event):
    subject: ClassVar[str] = "bell"
    bell_id: int


@dataclass(frozen=True, kw_only=True)
class BellHung(events.Event):
    subject: ClassVar[str] = "bell"
    bell_id: int


Heard = list[tuple[str, list[int]]]


@pytest.fixture
def heard() -> Iterator[Heard]:
    """What each listener was told, in order."""
    told: Heard = []

    def one(event: BellRung, **_: object) -> None:
        told.append(("one", [event.bell_id]))

    def many(rung: list[BellRung], **_: object) -> None:
        told.append(("many", [event.bell_id for event in rung]))

    events.subscribe(BellRung, one)
    events.subscribe_many(BellRung, many)
    events.subscribe_many(BellRung, many)  # said twice, told once
    yield told
    events._listeners.pop(BellRung)
    events._listeners_of_many.pop(BellRung)


def test_many_events_are_written_one_row_each(at: datetime) -> None:
    events.publish_many([BellRung(bell_id=1), BellHung(bell_id=2)], by=SYSTEM, at=at)
    rows = EventRecord.objects.filter(subject="bell").order_by("id")
    assert list(rows.values_list("name", "subject_id", "data")) == [("BellRung", 1, {}), ("BellHung", 2, {})]


def test_a_listener_of_many_hears_once_the_other_each_time(heard: Heard, at: datetime) -> None:
    events.publish_many([BellRung(bell_id=1), BellHung(bell_id=9), BellRung(bell_id=2)], by=SYSTEM, at=at)
    assert heard == [("one", [1]), ("one", [2]), ("many", [1, 2])]


def test_a_single_event_reaches_both(heard: Heard, at: datetime) -> None:
    events.publish(BellRung(bell_id=7), by=SYSTEM, at=at)
    assert heard == [("one", [7]), ("many", [7])]


def test_nothing_published_is_nothing_written(heard: Heard, at: datetime) -> None:
    events.publish_many([], by=SYSTEM, at=at)
    assert (heard, EventRecord.objects.filter(subject="bell").count()) == ([], 0)
