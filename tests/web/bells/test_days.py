"""A day in the words of three languages."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from jaras.web.bells import days

HERE = ZoneInfo("Africa/Casablanca")
AT = datetime(2026, 11, 25, 10, 0, tzinfo=HERE)  # a Wednesday
END = (23, 59)


@pytest.mark.parametrize(
    ("words", "month", "day", "hour"),
    [
        ("demain", 11, 26, END),
        ("Demain à 18h", 11, 26, (18, 0)),
        ("18:30", 11, 25, (18, 30)),
        ("9h", 11, 26, (9, 0)),
        ("après-demain", 11, 27, END),
        ("vendredi", 11, 27, END),
        ("mercredi", 12, 2, END),
        ("ven", 11, 27, END),
        ("Friday 10:00", 11, 27, (10, 0)),
        ("الجمعة", 11, 27, END),
        ("غدا", 11, 26, END),
        ("غداً", 11, 26, END),
        ("بعد غد", 11, 27, END),
        ("بعد 3 أيام", 11, 28, END),
        ("بعد أسبوع", 12, 2, END),
        ("2 déc", 12, 2, END),
        ("mercredi 2 décembre 2026", 12, 2, END),
        ("le 1er décembre", 12, 1, END),
        ("Dec 2", 12, 2, END),
        ("٢ دجنبر", 12, 2, END),
        ("2/12", 12, 2, END),
        ("02/12/2026 18:00", 12, 2, (18, 0)),
        ("2026-12-02", 12, 2, END),
        ("2026-12-02T08:15", 12, 2, (8, 15)),
        ("dans 3 jours", 11, 28, END),
        ("dans une semaine", 12, 2, END),
        ("dans 2 h", 11, 25, (12, 0)),
        ("in a week", 12, 2, END),
    ],
)
def test_a_day_is_read(words: str, month: int, day: int, hour: tuple[int, int]) -> None:
    found = days.read(words, at=AT).astimezone(HERE)
    assert (found.month, found.day, found.hour, found.minute) == (month, day, *hour)
    assert found.year == 2026


def test_a_date_of_last_week_is_next_year() -> None:
    assert days.read("20/11", at=AT).astimezone(HERE).year == 2027


@pytest.mark.parametrize(
    "words", ["", "bientôt", "31/02", "dans 99999999999 jours", "25h", "j", "32 déc", "2 3 déc"]
)
def test_what_names_no_day_is_said(words: str) -> None:
    with pytest.raises(days.NoDay):
        days.read(words, at=AT)
