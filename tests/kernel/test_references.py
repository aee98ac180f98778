"""Codes of numbers: told, read back, not found by counting."""

import random
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jaras.kernel.references import LARGEST, LENGTH, SIGNS, number_of, told


@example(number=50925269)  # its code may hold a sign three times
@given(number=st.integers(min_value=0, max_value=LARGEST - 1))
def test_a_code_leads_back_to_its_number(number: int) -> None:
    assert number_of("case", told("case", number)) == number


def test_a_code_is_read_however_it_was_copied() -> None:
    code = told("case", 128)
    for typed in (
        code.lower(),
        code.replace("-", " "),
        f" {code} ",
        code.replace("0", "o").replace("1", "l"),
    ):
        assert number_of("case", typed) == 128


def test_neighbours_share_nothing() -> None:
    codes = [told("case", number) for number in range(1, 2000)]
    assert len(set(codes)) == len(codes)
    alike = [sum(a == b for a, b in zip(one, two, strict=True)) for one, two in pairwise(codes)]
    assert max(alike) <= 5, "the dash is one of them"


def test_codes_that_were_made_up_fall_on_nothing() -> None:
    """Of a house with ten thousand cases, a hundred thousand guesses find none."""
    dice = random.Random(4)
    guesses = ("".join(dice.choices(SIGNS, k=LENGTH)) for _ in range(100_000))
    assert not [
        found for guess in guesses if (found := number_of("case", guess)) is not None and found <= 10_000
    ]


@pytest.mark.parametrize("typed", ["", "128", "K7QF-3M9", "K7QF-3M9XX", "كلمة", "K7QF-3M9!", "\x00" * 8])
def test_what_is_no_code_tells_nothing(typed: str) -> None:
    assert number_of("case", typed) is None


def test_each_kind_has_its_own_codes() -> None:
    assert told("case", 7) != told("report", 7)


def test_a_number_that_is_too_large_is_said() -> None:
    with pytest.raises(ValueError, match="too large"):
        told("case", LARGEST)
