"""When somebody was born: what was typed, how old they are, in which years it may be."""

from datetime import date

import pytest

from jaras.people.rules import Age, Birth, NoBirth, age, birth_read, birth_written, born_about, is_child

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2000, 11, 25), Age(26, about=False)),
        (date(2000, 11, 26), Age(25, about=False)),
        (date(2026, 1, 2), Age(0, about=False)),
        (date(2024, 2, 29), Age(2, about=False)),
        (date(1966, 1, 1), Age(60, about=True)),  # the civil register knows the year alone
    ],
)
def test_a_date_of_birth_gives_an_age(born: date, expected: Age) -> None:
    assert age(born_on=born, about=None, said_on=None, on=TODAY) == expected


def test_a_year_alone_gives_an_age_that_is_not_exact() -> None:
    assert age(born_on=None, year=1966, about=20, said_on=TODAY, on=TODAY) == Age(60, about=True)


def test_an_age_that_was_said_grows_with_the_years() -> None:
    assert age(born_on=None, about=60, said_on=date(2024, 11, 1), on=TODAY) == Age(62, about=True)


def test_a_date_says_more_than_a_year_and_a_guess() -> None:
    known = age(born_on=date(1966, 3, 1), year=1970, about=40, said_on=TODAY, on=TODAY)
    assert known == Age(60, about=False)


def test_nobody_knows_how_old() -> None:
    assert age(born_on=None, about=None, said_on=None, on=TODAY) is None


@pytest.mark.parametrize(
    ("born_on", "year", "about", "child"),
    [
        (date(2008, 11, 25), None, None, False),
        (date(2008, 11, 26), None, None, True),
        (None, 2008, None, True),  # their birthday may lie ahead
        (None, 2007, None, False),
        (None, None, 17, True),
        (None, None, 18, False),
        (None, None, None, False),
    ],
)
def test_who_may_not_be_of_age_is_a_child(
    born_on: date | None, year: int | None, about: int | None, child: bool
) -> None:
    assert is_child(born_on=born_on, year=year, about=about, said_on=TODAY, on=TODAY) is child


@pytest.mark.parametrize(
    ("known", "years"),
    [
        ({"born_on": date(1966, 3, 1)}, [1966]),
        ({"born_on": None, "year": 1966}, [1966]),
        ({"born_on": None, "year": 1966, "guessed": True}, list(range(1963, 1970))),
        ({"born_on": None, "about": 60}, list(range(1964, 1969))),
        ({"born_on": None}, None),
    ],
)
def test_the_years_in_which_somebody_may_be_born(
    known: dict[str, date | int | bool | None], years: list[int] | None
) -> None:
    found = born_about(**{"about": None, "said_on": TODAY} | known)  # type: ignore[arg-type]
    assert (None if found is None else list(found)) == years


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Birth()),
        ("  ", Birth()),
        ("12/03/1966", Birth(on=date(1966, 3, 12))),
        ("1-3-1966", Birth(on=date(1966, 3, 1))),
        ("1966-03-12", Birth(on=date(1966, 3, 12))),
        ("١٢/٠٣/١٩٦٦", Birth(on=date(1966, 3, 12))),
        ("1966", Birth(year=1966)),
        ("~1966", Birth(year=1966, guessed=True)),
        ("1966 ?", Birth(year=1966, guessed=True)),
        ("Vers 1966", Birth(year=1966, guessed=True)),
        ("env. 1966", Birth(year=1966, guessed=True)),
        ("حوالي ١٩٦٦", Birth(year=1966, guessed=True)),
    ],
)
def test_what_people_write_of_a_birth_is_read(typed: str, expected: Birth) -> None:
    assert birth_read(typed) == expected
    assert birth_read(birth_written(expected)) == expected


@pytest.mark.parametrize("typed", ["30/02/2020", "hier", "~", "66", "03/1966", "2020-13-01", "1" * 300, "😀"])
def test_what_is_no_birth_is_said(typed: str) -> None:
    with pytest.raises(NoBirth):
        birth_read(typed)
