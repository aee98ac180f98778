"""Days, ages, amounts in the ways people write them."""

from datetime import date, time
from decimal import Decimal

import pytest

from jaras.registers.rules import values
from jaras.registers.rules.values import BadValue, Wrong
from jaras.registers.rules.workbooks import Cell

NEW_YEARS_EVE = date(2021, 12, 31)


@pytest.mark.parametrize(
    "written",
    [
        "31/12/2021", "31-12-2021", "31.12.21", "2021-12-31", "31-déc-21", "31 décembre 2021", "31 déc. 2021",
        "vendredi 31 décembre 2021", "٣١/١٢/٢٠٢١", "31 دجنبر 2021", "٣١ دجنبر ٢٠٢١", "31 ديسمبر 2021",
        "الجمعة 31 دجنبر 2021", 44561, 44561.0, "44561", "2021-12-31 00:00",
    ],
)  # fmt: skip
def test_a_day_in_every_notation(written: Cell) -> None:
    assert values.moment(written) == (NEW_YEARS_EVE, None)


@pytest.mark.parametrize(
    ("written", "clock"),
    [("31/12/2021 14:30", time(14, 30)), ("31/12/2021 14h30", time(14, 30)), (44561.604166, time(14, 30))],
)
def test_the_hour_is_kept_where_one_is_written(written: Cell, clock: time) -> None:
    assert values.moment(written) == (NEW_YEARS_EVE, clock)


@pytest.mark.parametrize("written", ["12/31/2021", "30/02/2022", "31 juin 2022", "0/1/2022"])
def test_a_day_that_does_not_exist_is_told_as_such(written: str) -> None:
    with pytest.raises(BadValue) as bad:
        values.moment(written)
    assert bad.value.wrong is Wrong.NO_SUCH_DAY


@pytest.mark.parametrize("written", ["hier", "2021", 12, "31/12", "mars 2022", "#REF!"])
def test_what_is_no_day_is_not_guessed(written: Cell) -> None:
    with pytest.raises(BadValue) as bad:
        values.moment(written)
    assert bad.value.wrong is Wrong.UNREADABLE


@pytest.mark.parametrize(
    ("written", "years"),
    [
        (45, 45),
        ("45 ans", 45),
        ("~60", 60),
        ("٤٥ سنة", 45),
        ("6 mois", 0),
        ("18 mois", 1),
        ("حوالي 70 سنة", 70),
    ],
)
def test_an_age(written: Cell, years: int) -> None:
    assert values.age(written) == years


@pytest.mark.parametrize("written", ["adulte", "126", -3, "entre 20 et 30"])
def test_an_age_that_cannot_be_one(written: Cell) -> None:
    with pytest.raises(BadValue):
        values.age(written)


@pytest.mark.parametrize(
    ("written", "dirhams"),
    [
        (1250, "1250"), (1250.5, "1250.5"), ("1 250,50 DH", "1250.50"), ("1.250,50", "1250.50"),
        ("1,250.50", "1250.50"), ("1.250", "1250"), ("١٢٥٠", "1250"), ("١٢٥٠٫٥٠", "1250.50"),
        ("250DH", "250"), ("1250,5 dirhams", "1250.5"), ("0", "0"),
    ],
)  # fmt: skip
def test_an_amount(written: Cell, dirhams: str) -> None:
    assert values.amount(written) == Decimal(dirhams)


@pytest.mark.parametrize("written", ["-5", "gratuit", "12,3456", "1.2.3", "=1+1"])
def test_an_amount_that_cannot_be_read(written: str) -> None:
    with pytest.raises(BadValue):
        values.amount(written)


def test_nights_are_whole() -> None:
    assert values.count("3 nuitées") == 3
    with pytest.raises(BadValue):
        values.count(2.5)


def test_a_birth_in_two_figures_is_not_to_come() -> None:
    assert values.born("31/12/58", before=date(2022, 1, 1)) == date(1958, 12, 31)
    assert values.born("31/12/2008", before=date(2022, 1, 1)) == date(2008, 12, 31)
    assert values.born(1985, before=date(2022, 1, 1)) == date(1985, 1, 1)
