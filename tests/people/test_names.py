"""Names in two scripts: units, sounds, what is left out."""

import pytest

from jaras.people.rules.likeness import apart
from jaras.people.rules.names import MOST_UNITS, units

ONE_NAME = [
    ("Mohamed", "محمد"),
    ("Mohammed", "Mouhamed"),
    ("M'hamed", "امحمد"),
    ("Abderrahim", "عبد الرحيم"),
    ("Abdelkader", "Abd el-Kader"),
    ("Youssef", "يوسف"),
    ("Khadija", "خديجة"),
    ("Aïcha", "عائشة"),
    ("Lahcen", "الحسن"),
    ("Houcine", "الحسين"),
    ("El Idrissi", "الإدريسي"),
    ("Bouchaïb", "بوشعيب"),
    ("Jilali", "Gilali"),
    ("7asan", "حسن"),
    ("Fatima-Zahra", "فاطمة الزهراء"),
]


def heard(*names: str) -> tuple[str, ...]:
    """The consonants of names, however they are written."""
    return tuple(
        dict.fromkeys(each for name in names for one in units(name) for each in one.skeletons if each)
    )


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_one_name_is_heard_alike_in_both_scripts(one: str, other: str) -> None:
    assert set(heard(one)) & set(heard(other))
    assert len(units(one)) == len(units(other))


@pytest.mark.parametrize(("one", "other"), [("Amina", "خديجة"), ("Rachid", "يوسف"), ("Bennani", "Alaoui")])
def test_other_names_are_not(one: str, other: str) -> None:
    assert not set(heard(one)) & set(heard(other))


def test_what_joins_two_words_is_no_name() -> None:
    assert [unit.form for unit in units("Rachid ben el Houari")] == ["rachid", "houari"]
    assert [unit.form for unit in units("رشيد بن يوسف")] == ["رشيد", "يوسف"]
    assert [unit.form for unit in units("Ben")] == ["ben"]  # it is all there is


def test_the_nearest_spelling_is_the_closest() -> None:
    asked = units("Youssef Bennani")
    near, far = units("يوسف بناني"), units("Youssra Bennis")
    assert apart(asked, near) < apart(asked, far)
    assert apart(asked, asked) == 0


@pytest.mark.parametrize("name", ["", " ", "😀", "\u200f", "-", "'", "...", "١٢٣", "\x00"])
def test_what_holds_no_name_is_none(name: str) -> None:
    assert heard(name) == ()


def test_a_book_is_read_up_to_eight_units() -> None:
    assert len(units("Karim " * 5000)) == MOST_UNITS
    assert len(heard("k" * 10_000)) == 1
