"""Dates are said in the reader's words, Moroccan months, digits 0-9."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from jaras.web.shell import moments
from tests.web.shell.conftest import NIGHT


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "mercredi 5 août 2026, 02:10"),
        ("ar", "الأربعاء 5 غشت 2026، 02:10"),
        ("en", "Wednesday 5 August 2026, 02:10"),
    ],
)
def test_the_exact_moment(language: str, words: str) -> None:
    with translation.override(language):
        assert moments.exact(NIGHT) == words


def test_months_are_moroccan() -> None:
    months = moments.calendar("ar").months
    assert [months[number - 1] for number in (5, 7, 8, 9, 11, 12)] == [
        "ماي", "يوليوز", "غشت", "شتنبر", "نونبر", "دجنبر",
    ]  # fmt: skip


def test_the_first_of_the_month_is_an_ordinal_in_french() -> None:
    with translation.override("fr"):
        assert moments.exact(date(2026, 5, 1)) == "vendredi 1er mai 2026"


def test_ramadan_keeps_its_own_hour() -> None:
    during_ramadan = NIGHT.replace(year=2027, month=2, day=20)
    assert (moments.clock(NIGHT), moments.clock(during_ramadan)) == ("02:10", "01:10")
    assert (moments.minutes_from_utc(at=NIGHT), moments.minutes_from_utc(at=during_ramadan)) == (60, 0)


@pytest.mark.parametrize(
    ("language", "minutes", "words"),
    [
        ("fr", 0, "à l’instant"),
        ("fr", 12, "depuis 12 min"),
        ("fr", 74, "depuis 1 h 14 min"),
        ("fr", 60 * 24 * 3, "depuis 3 jours"),
        ("ar", 1, "منذ دقيقة"),
        ("ar", 2, "منذ دقيقتين"),
        ("ar", 5, "منذ 5 دقائق"),
        ("ar", 12, "منذ 12 دقيقة"),
        ("ar", 125, "منذ ساعتين و5 دقائق"),
        ("ar", 60 * 48, "منذ يومين"),
        ("en", 12, "for 12 min"),
    ],
)
def test_how_long_something_lasts(language: str, minutes: int, words: str) -> None:
    with translation.override(language):
        assert moments.since(NIGHT, at=NIGHT + timedelta(minutes=minutes)) == words


def test_what_remains_then_how_late() -> None:
    with translation.override("fr"):
        assert moments.left(NIGHT, at=NIGHT - timedelta(hours=2)) == "dans 2 h"
        assert moments.left(NIGHT, at=NIGHT + timedelta(hours=2)) == "en retard de 2 h"


def test_a_clock_that_is_ahead_never_shows_a_negative_length() -> None:
    with translation.override("fr"):
        assert moments.since(NIGHT, at=NIGHT - timedelta(minutes=3)) == "à l’instant"


def test_the_year_is_said_only_when_it_is_another() -> None:
    with translation.override("fr"):
        assert moments.day(NIGHT, at=NIGHT) == "5 août"
        assert moments.day(NIGHT, at=NIGHT.replace(year=2027)) == "5 août 2026"


def test_scripts_get_a_word_for_every_plural_of_arabic() -> None:
    with translation.override("ar"):
        forms = moments.refresh_words()["minutes"]
    assert forms == {
        "zero": "أقل من دقيقة",
        "one": "دقيقة",
        "two": "دقيقتين",
        "few": "{n} دقائق",
        "many": "{n} دقيقة",
        "other": "{n} دقيقة",
    }
