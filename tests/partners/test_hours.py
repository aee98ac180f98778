"""Hours as people write them, the next time a door opens."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaras.partners.rules import (
    Calendar,
    Hours,
    Opening,
    Timetable,
    Unreadable,
    line_of_day,
    opening,
    read_day,
)

WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=UTC)
MORNING, AFTERNOON = Hours(2, time(8, 30), time(12)), Hours(2, time(14), time(18))


@pytest.mark.parametrize(
    "words",
    [
        "08:30-12:00, 14:00-18:00",
        "8h30-12h, 14h-18h",
        "8.30 – 12 ; 14 – 18",
        "8h30 à 12h et 14h à 18h".replace(" et ", ", "),
        "٠٨:٣٠-١٢:٠٠، ١٤:٠٠-١٨:٠٠",
        "14:00-18:00 08:30-12:00",
    ],
)
def test_hours_are_read_as_people_write_them(words: str) -> None:
    assert read_day(words, 2) == [MORNING, AFTERNOON]


def test_no_words_is_a_closed_day() -> None:
    assert read_day("  ", 2) == []


def test_midnight_closes_the_day() -> None:
    assert read_day("20h-24h", 0) == [Hours(0, time(20), time(23, 59))]


@pytest.mark.parametrize(
    "words", ["matin", "8h", "18:00-14:00", "8-12, 11-13", "8-12 sur rendez-vous", "25:00-26:00", "8:75-9:00"]
)
def test_what_is_no_hour_is_said_so(words: str) -> None:
    with pytest.raises(Unreadable):
        read_day(words, 0)


@given(st.sets(st.integers(0, 24 * 60 - 1), min_size=2, max_size=6))
def test_written_hours_are_read_again(minutes: set[int]) -> None:
    times = [time(*divmod(minute, 60)) for minute in sorted(minutes)]
    hours = [Hours(3, *pair) for pair in zip(times[::2], times[1::2], strict=False)]
    assert read_day(line_of_day(hours), 3) == hours


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(words: str) -> None:
    try:
        read = read_day(words, 0)
    except Unreadable:
        return
    assert all(hours.opens < hours.closes for hours in read)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (WEDNESDAY, Opening(now=True, until=WEDNESDAY.replace(hour=12))),
        (WEDNESDAY.replace(hour=12), Opening(now=False, next_at=WEDNESDAY.replace(hour=14))),
        (WEDNESDAY.replace(hour=20), Opening(now=False, next_at=datetime(2026, 12, 2, 8, 30, tzinfo=UTC))),
        (
            datetime(2026, 11, 24, 9, tzinfo=UTC),
            Opening(now=False, next_at=datetime(2026, 11, 25, 8, 30, tzinfo=UTC)),
        ),
    ],
)
def test_the_next_opening(at: datetime, expected: Opening) -> None:
    assert opening(Timetable([AFTERNOON, MORNING]), Calendar(), at=at) == expected


def test_day_and_night_is_always_open() -> None:
    assert opening(Timetable(always=True), Calendar(), at=WEDNESDAY).now


def test_unknown_hours_are_not_known() -> None:
    assert not opening(Timetable(), Calendar(), at=WEDNESDAY).known


RAMADAN = Calendar(ramadans=[(date(2026, 2, 18), date(2026, 3, 19))])
EVENING = Hours(2, time(20), time(22))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 11), [MORNING]),
        (date(2026, 2, 18), [EVENING]),
        (date(2026, 3, 18), [EVENING]),
        (date(2026, 3, 25), [MORNING]),
    ],
)
def test_ramadan_has_hours_of_its_own(day: date, expected: list[Hours]) -> None:
    assert Timetable([MORNING], [EVENING]).of_day(day, RAMADAN) == expected
    assert Timetable([MORNING]).of_day(day, RAMADAN) == [MORNING]


def test_a_holiday_closes_what_it_closes() -> None:
    holiday = Calendar(holidays=[WEDNESDAY.date()])
    assert opening(Timetable([MORNING]), holiday, at=WEDNESDAY).now
    closed = opening(Timetable([MORNING], closed_on_holidays=True), holiday, at=WEDNESDAY)
    assert closed == Opening(now=False, next_at=datetime(2026, 12, 2, 8, 30, tzinfo=UTC))
    assert opening(Timetable(closed_on_holidays=True, always=True), holiday, at=WEDNESDAY).now


def test_what_ramadan_closes_opens_after_it() -> None:
    thursday = Hours(3, time(9), time(12))
    at = datetime(2026, 2, 19, 10, tzinfo=UTC)
    told = opening(Timetable([thursday], [EVENING]), RAMADAN, at=at)
    assert told.next_at == datetime(2026, 2, 25, 20, tzinfo=UTC)
    only_thursdays = opening(Timetable([thursday], [Hours(3, time(8), time(9))]), RAMADAN, at=at)
    assert only_thursdays.next_at == datetime(2026, 2, 26, 8, tzinfo=UTC)


def test_the_month_that_goes_on_comes_before_the_next() -> None:
    later = (date(2027, 2, 8), date(2027, 3, 8))
    two = Calendar(ramadans=[later, *RAMADAN.ramadans])
    assert two.ramadan_from(date(2026, 3, 19)) == RAMADAN.ramadans[0]
    assert two.ramadan_from(date(2026, 3, 20)) == later
    assert two.ramadan_from(date(2027, 3, 9)) is None
