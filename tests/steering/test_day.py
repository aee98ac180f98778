"""The order of a day: peril, the law, the hour, who waits, what was promised, age."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaras.steering.lists import kinds_of_task, places_of_task
from jaras.steering.rules.day import Band, band, day

AT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 25, 23, 0, tzinfo=UTC)  # of the territory, an hour ahead of UTC
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Told:
    kind: str
    due: datetime | None = None
    since: datetime = AT - 24 * HOUR
    peril: bool = False


def ordered(*tasks: Told) -> list[str]:
    found = day(tasks, places_of_task(), at=AT, midnight=MIDNIGHT)
    return [task.kind for task in [*found.now, *found.today, *found.later]]


def test_a_life_comes_before_the_law_the_law_before_the_hour() -> None:
    call, duty = Told("appointment", due=AT + HOUR), Told("duty", due=AT - 3 * HOUR)
    assert ordered(call, Told("planless"), duty, Told("report", peril=True)) == [
        "report",
        "duty",
        "appointment",
        "planless",
    ]


def test_whoever_waits_for_a_word_comes_before_what_was_promised() -> None:
    late = Told("next", due=AT - 48 * HOUR)
    assert ordered(late, Told("question", since=AT - HOUR), Told("closure")) == [
        "closure",
        "question",
        "next",
    ]


def test_an_hour_that_is_far_is_a_promise_of_today() -> None:
    far, step = Told("appointment", due=AT + 6 * HOUR), Told("step", due=AT + 14 * HOUR)
    found = day([far, step, Told("need")], places_of_task(), at=AT, midnight=MIDNIGHT)
    assert (found.now, found.today, found.later) == ([], [Told("need"), far], [step])


def test_a_clock_of_the_law_that_ends_tonight_presses_though_it_is_tomorrow() -> None:
    soon, far = Told("duty", due=AT + 20 * HOUR), Told("duty", due=AT + 90 * HOUR)
    found = day([far, soon], places_of_task(), at=AT, midnight=MIDNIGHT)
    assert (found.now, found.later) == ([soon], [far])


@pytest.mark.parametrize("kind", ["silent", "request"])
def test_who_waits_is_for_today_whatever_the_end_of_the_delay(kind: str) -> None:
    assert day([Told(kind, due=AT + 90 * HOUR)], places_of_task(), at=AT, midnight=MIDNIGHT).later == []


def test_a_duty_without_a_clock_does_not_press() -> None:
    assert band(Told("duty"), places_of_task(), at=AT) is Band.PROMISE


MOMENTS = st.timedeltas(min_value=-200 * HOUR, max_value=200 * HOUR).map(lambda length: AT + length)
TASKS = st.builds(
    Told,
    kind=st.sampled_from(kinds_of_task().codes()),
    due=st.none() | MOMENTS,
    since=MOMENTS,
    peril=st.booleans(),
)


@given(st.lists(TASKS, max_size=30))
def test_nothing_is_lost_and_the_order_in_which_it_was_found_changes_nothing(tasks: list[Told]) -> None:
    found = day(tasks, places_of_task(), at=AT, midnight=MIDNIGHT)
    assert sorted(map(repr, [*found.now, *found.today, *found.later])) == sorted(map(repr, tasks))
    bands = [list(Band).index(band(task, places_of_task(), at=AT)) for task in [*found.now, *found.today]]
    assert bands == sorted(bands)
    again = day(list(reversed(tasks)), places_of_task(), at=AT, midnight=MIDNIGHT)
    moments = [[(task.due or task.since) for task in part] for part in (found.now, found.today)]
    assert moments == [[(task.due or task.since) for task in part] for part in (again.now, again.today)]
