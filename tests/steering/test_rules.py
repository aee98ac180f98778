"""Months, delays, origins, cells, small numbers."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaras.steering.rules import (
    LEAST,
    NOT_YET,
    Fact,
    Month,
    Origin,
    Period,
    Unit,
    delays,
    hidden,
    origin,
    place,
    places,
    tags,
)


def period(first: str, last: str) -> Period:
    one, other = Month.read(first), Month.read(last)
    assert one is not None
    assert other is not None
    return Period(one, other)


def test_a_month_is_read_as_it_is_written() -> None:
    assert str(Month.read("2026-11")) == "2026-11"


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "26-01", "2026-1", "٢٠٢٦-١١x", "a-b"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert Month.read(text) is None


def test_whole_years_are_read_at_once() -> None:
    assert period("2023-11", "2026-02").parts() == [
        "2023-11",
        "2023-12",
        "2024",
        "2025",
        "2026-01",
        "2026-02",
    ]


@given(st.integers(0, 200), st.integers(0, 60))
def test_the_parts_hold_each_month_once(start: int, more: int) -> None:
    first = Month(2015, 1).plus(start)
    wanted = Period(first, first.plus(more))
    months = [
        month
        for part in wanted.parts()
        for month in ([f"{part}-{number:02}" for number in range(1, 13)] if len(part) == 4 else [part])
    ]
    assert months == [str(month) for month in wanted.months()]


def test_the_period_before_is_as_long() -> None:
    assert period("2026-01", "2026-03").before == period("2025-10", "2025-12")
    assert period("2026-01", "2026-03").year_before == period("2025-01", "2025-03")


def test_a_delay_stands_in_its_class() -> None:
    assert place(timedelta(minutes=13)) == "12"
    assert place(timedelta(minutes=-5)) == "0"
    assert place(timedelta(days=4000)) == str(365 * 24 * 60)


def test_delays_are_told_by_bands_with_their_median() -> None:
    told = delays({"5": 2, "15": 1, "1440": 1, NOT_YET: 3})
    assert told.within == (2, 1, 0, 1, 0)
    assert (told.known, told.waiting) == (4, 3)
    assert told.median == timedelta(minutes=7)


def test_nothing_known_has_no_median() -> None:
    assert delays({NOT_YET: 2}).median is None


@pytest.mark.parametrize(
    ("publics", "homes", "expected"),
    [
        (["MIG", "PAS"], ["05.311.01.07"], Origin.NATIONALITY),
        (["PAS"], [], Origin.TOWN),
        (["SAB"], ["05.311.01.07"], Origin.HERE),
        (["SAB"], ["06.141.01.01"], Origin.TOWN),
        (["SAB"], ["06.141.01.01", "05.311.01.07"], Origin.HERE),
        (["SAB"], [""], Origin.UNKNOWN),
    ],
)
def test_where_somebody_comes_from(publics: list[str], homes: list[str], expected: Origin) -> None:
    assert origin(publics, homes, "05.311") is expected


def test_the_stateless_are_counted_with_other_nationalities() -> None:
    assert origin([], [], "05.311", said=["stateless", "here"]) is Origin.NATIONALITY


def test_without_territory_nobody_is_from_here() -> None:
    assert origin([], ["05.311.01.07"], "") is Origin.TOWN


def test_a_fact_moves_its_month_its_year_its_filters() -> None:
    told = tags({"pole": ["MED", "ACC"], "commune": [], "urgency": ["24H"]})
    assert told == ("commune:", "pole:ACC", "pole:MED", "urgency:24H")
    fact = Fact(datetime(2026, 11, 25, tzinfo=UTC), 1, told)
    assert {(each.period, each.kept) for each in places(Unit.REPORTS, fact)} == {
        (period, kept) for period in ("2026-11", "2026") for kept in ("", "commune:", "pole:ACC", "pole:MED")
    }


def test_a_small_number_takes_the_next_smallest_with_it() -> None:
    assert hidden({"a": 3, "b": 40, "c": 7}, adds_up=True) == {"a", "c"}


def test_where_nothing_adds_up_the_small_ones_are_enough() -> None:
    assert hidden({"a": 3, "b": 40, "c": 7}, adds_up=False) == {"a"}


def test_none_and_enough_are_shown() -> None:
    assert hidden({"a": 0, "b": LEAST}, adds_up=True) == set()


def test_what_is_forced_counts_among_the_hidden() -> None:
    assert hidden({"a": 30, "b": 40, "c": 7}, adds_up=True, forced=["b"]) == {"b", "c"}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), min_size=1))
def test_no_subtraction_tells_a_small_number(counts: dict[str, int]) -> None:
    """Knowing the total and what is shown, each hidden number could still be five or more."""
    concealed = hidden(counts, adds_up=True)
    assert {value for value, number in counts.items() if 0 < number < LEAST} <= concealed
    enough = [value for value, number in counts.items() if number >= LEAST]
    if concealed and set(enough) - concealed:
        left = sum(counts[value] for value in concealed)
        assert left - (len(concealed) - 1) >= LEAST
