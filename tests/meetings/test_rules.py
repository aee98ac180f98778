"""When a series meets next, how a meeting may go."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from jaras.meetings.rules import MEETING, MeetingState, Rhythm, next_of

HERE = ZoneInfo("Africa/Casablanca")
FIRST = date(2026, 11, 2)  # a Monday


def test_what_falls_on_a_holiday_is_skipped_and_said() -> None:
    found = next_of(
        Rhythm((2,), time(10)),
        first=FIRST,
        after=datetime(2026, 11, 17, tzinfo=UTC),
        holidays={date(2026, 11, 18)},
        zone=HERE,
    )
    assert found is not None
    assert found.starts_at == datetime(2026, 11, 25, 10, tzinfo=HERE)
    assert found.skipped == (date(2026, 11, 18),)


def test_every_other_week_is_counted_from_the_first() -> None:
    rhythm = Rhythm((0,), time(9), weeks=2)
    days = [day for number in range(30) if rhythm.meets(day := FIRST + timedelta(number), first=FIRST)]
    assert days == [date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 30)]


def test_the_last_thursday_of_a_month_is_the_last() -> None:
    rhythm = Rhythm((3,), time(9), nth=-1)
    assert [day for day in range(1, 31) if rhythm.meets(date(2026, 11, day), first=FIRST)] == [26]


@given(
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    weeks=st.integers(1, 4),
    nth=st.integers(-1, 4),
    hours=st.integers(0, 30_000),
)
def test_the_next_one_is_later_and_on_a_day_of_the_rhythm(
    weekdays: set[int], weeks: int, nth: int, hours: int
) -> None:
    after = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    rhythm = Rhythm(tuple(weekdays), time(10, 30), weeks, nth)
    found = next_of(rhythm, first=FIRST, after=after, holidays=(), zone=HERE)
    assert found is not None
    assert found.starts_at > after
    assert rhythm.meets(found.starts_at.date(), first=FIRST)


def test_what_is_closed_or_cancelled_moves_no_more() -> None:
    assert MEETING.verbs_from(MeetingState.CLOSED) == MEETING.verbs_from(MeetingState.CANCELLED) == ()
