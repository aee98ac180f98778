"""What is typed to find somebody is read: a name, an age, a commune, numbers; nothing is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaras.people.rules.sought import LONGEST, Sought, phrase, read

ON = date(2026, 11, 26)
COMMUNES = {
    phrase(name): code
    for code, names in {
        "1": ("Khouribga", "خريبكة"),
        "2": ("Oued Zem", "Oued-Zem", "وادي زم"),
        "3": ("Bejaad", "أبي الجعد"),
    }.items()
    for name in names
}


def sought(typed: str) -> Sought:
    return read(typed, COMMUNES, on=ON)


@pytest.mark.parametrize(
    ("typed", "name", "year", "commune"),
    [
        ("mohamed 60 khouribga", "mohamed", 1966, "1"),
        ("محمد العلوي 1965", "محمد العلوي", 1965, ""),
        ("fatima ~40 ans oued zem", "fatima", 1986, "2"),
        ("salma elalaoui bejaad 34-38", "salma elalaoui", 1990, "3"),
        ("محمد ٦٠ سنة خريبكة", "محمد", 1966, "1"),
        ("فاطمة من وادي زم حوالي 40", "فاطمه", 1986, "2"),
        ("ahmed né en 1965", "ahmed", 1965, ""),
        ("Ahmed, âgé de 60 ans, de Khouribga", "ahmed", 1966, "1"),
        ("ali, 60 years old", "ali", 1966, ""),
        ("60ans ali", "ali", 1966, ""),
        ("12/03/1966 ali", "ali", 1966, ""),
        ("ali 1960-1965", "ali", 1962, ""),
        ("7assan 40 3am", "7assan", 1986, ""),
        ("Khadija", "khadija", None, ""),
        ("Khouribga", "", None, "1"),
    ],
)
def test_a_name_an_age_a_commune(typed: str, name: str, year: int | None, commune: str) -> None:
    found = sought(typed)
    assert (found.name, found.born and found.born.year, found.commune) == (name, year, commune)
    assert found.left == ()


def test_an_age_that_was_said_is_less_sure_than_a_day() -> None:
    day, age, about = (sought(typed).born for typed in ("ali 12/03/1966", "ali 60", "ali ~1966"))
    assert day
    assert day.day == date(1966, 3, 12)
    assert age
    assert age.said
    assert age.rounded
    assert about
    assert about.guessed


@pytest.mark.parametrize(
    ("typed", "digits", "name"),
    [
        ("06 61 22 33 44", "06 61 22 33 44", ""),
        ("+212 661-223344", "+212 661-223344", ""),
        ("0661223344 Salma", "0661223344", "salma"),
        ("٤٣٢١", "4321", ""),
        ("mohamed 4321", "4321", "mohamed"),
        ("0661-22", "0661-22", ""),
    ],
)
def test_a_telephone_or_its_end(typed: str, digits: str, name: str) -> None:
    assert (sought(typed).digits, sought(typed).name) == (digits, name)


def test_four_digits_may_be_a_year_or_the_end_of_a_telephone() -> None:
    found = sought("ali 1965")
    assert found.digits == "1965"
    assert found.born
    assert found.born.year == 1965


def test_an_identity_number_an_address() -> None:
    assert sought("QA-123456 Salma").code == "qa-123456"
    assert sought("salma@example.ma").mail == "salma@example.ma"


@pytest.mark.parametrize(
    ("typed", "left", "name"),
    [
        ("31/02/1990 ali", ("31/02/1990",), "ali"),
        ("ali 150", ("150",), "ali"),
        ("16 ali 60", ("60",), "ali"),
        ("😀", ("😀",), ""),
        ("\u200f\u202eعلي\u200b", (), "علي"),
        ("a", (), "a"),
        ("", (), ""),
    ],
)
def test_what_cannot_be_read_is_left_and_told(typed: str, left: tuple[str, ...], name: str) -> None:
    assert (sought(typed).left, sought(typed).name) == (left, name)


@given(st.text(max_size=LONGEST + 50))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    found = sought(typed)
    assert len(found.name) <= 4 * LONGEST
    assert found.born is None or found.born.year <= ON.year
