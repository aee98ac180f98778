"""What is known of a person grows older with them."""

from datetime import date

import pytest

from jaras.people.rules import Age, Known, age, known

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("born", "years"),
    [(date(2000, 11, 25), 26), (date(2000, 11, 26), 25), (date(2026, 1, 1), 0), (date(2024, 2, 29), 2)],
)
def test_a_date_of_birth_gives_an_age(born: date, years: int) -> None:
    assert age(born_on=born, about=None, said_on=None, on=TODAY) == Age(years, about=False)


def test_an_age_that_was_said_grows_with_the_years() -> None:
    assert age(born_on=None, about=60, said_on=date(2024, 11, 1), on=TODAY) == Age(62, about=True)


def test_a_date_says_more_than_a_guess() -> None:
    assert age(born_on=date(1966, 1, 1), about=40, said_on=TODAY, on=TODAY) == Age(60, about=False)


def test_nobody_knows_how_old() -> None:
    assert age(born_on=None, about=None, said_on=None, on=TODAY) is None


@pytest.mark.parametrize(
    ("given", "family", "arabic", "expected"),
    [
        ("Driss", "Alaoui", "", Known.KNOWN),
        ("", "", "إدريس العلوي", Known.KNOWN),
        ("Driss", "", "", Known.PARTLY),
        ("", "", "إدريس", Known.PARTLY),
        ("", "", "", Known.UNKNOWN),
    ],
)
def test_how_far_a_name_is_known(given: str, family: str, arabic: str, expected: Known) -> None:
    assert known(given_name=given, family_name=family, arabic_name=arabic) is expected
