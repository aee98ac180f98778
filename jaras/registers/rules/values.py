"""What a cell of a register says: a day, an age, an amount, in any of the ways people write them."""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from jaras.kernel.folding import fold
from jaras.registers.rules.workbooks import Cell

MONTHS = {
    1: ("janvier", "janv", "jan", "january", "يناير", "كانون الثاني"),
    2: ("fevrier", "fevr", "fev", "feb", "february", "فبراير", "شباط"),
    3: ("mars", "mar", "march", "مارس", "اذار"),
    4: ("avril", "avr", "apr", "april", "ابريل", "نيسان"),
    5: ("mai", "may", "ماي", "مايو", "ايار"),
    6: ("juin", "jun", "june", "يونيو", "حزيران"),
    7: ("juillet", "juil", "jul", "july", "يوليوز", "يوليو", "تموز"),
    8: ("aout", "aou", "aug", "august", "غشت", "اغسطس", "اب"),
    9: ("septembre", "sept", "sep", "september", "شتنبر", "سبتمبر", "ايلول"),
    10: ("octobre", "oct", "october", "اكتوبر", "تشرين الاول"),
    11: ("novembre", "nov", "november", "نونبر", "نوفمبر", "تشرين الثاني"),
    12: ("decembre", "dec", "december", "دجنبر", "ديسمبر", "كانون الاول"),
}
_MONTH = {fold(name): month for month, names in MONTHS.items() for name in names}
_CLOCK = r"(?:[ t]+(?:a )?(\d{1,2})[:h](\d{2})?(?::\d{2}(?:\.\d+)?)?)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_CLOCK}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){_CLOCK}")
_IN_WORDS = re.compile(
    rf"(\d{{1,2}})(?:er)?[-/. ]*([^\W\d]+(?: [^\W\d]+)?)\.?[-/. ,]*(\d{{4}}|\d{{2}}){_CLOCK}"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WEEKDAY = re.compile(
    r"^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|(?:يوم )?(?:الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|الاحد))[ ,]+"
)
# Day 1 is the first of January 1900, with the 29th of February that spreadsheets believe in.
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 25_000, 60_000  # 1968 to 2064


class Wrong(StrEnum):
    """Why a value cannot be taken."""

    UNREADABLE = "unreadable"
    NO_SUCH_DAY = "no_such_day"


class BadValue(ValueError):
    def __init__(self, wrong: Wrong) -> None:
        super().__init__(wrong.value)
        self.wrong = wrong


@lru_cache(maxsize=20_000)
def moment(cell: Cell) -> tuple[date, time | None]:
    """The day, with the hour where one is written; in figures the day comes before the month."""
    if isinstance(cell, int | float):
        return _serial(float(cell))
    text = " ".join(fold(str(cell)).replace("،", " ").split())
    text = _WEEKDAY.sub("", text)
    if _NUMBER.fullmatch(text):
        return _serial(float(text))
    if found := _ISO.fullmatch(text):
        year, month, day, *clock = found.groups()
        return _made(int(year), int(month), int(day), clock)
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year, *clock = found.groups()
        return _made(_year(year), int(month), int(day), clock)
    if found := _IN_WORDS.fullmatch(text):
        day, word, year, *clock = found.groups()
        if word in _MONTH:
            return _made(_year(year), _MONTH[word], int(day), clock)
    raise BadValue(Wrong.UNREADABLE)


def _serial(number: float) -> tuple[date, time | None]:
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        raise BadValue(Wrong.UNREADABLE)
    days, minutes = divmod(round(number * 24 * 60), 24 * 60)
    clock = time(minutes // 60, minutes % 60) if minutes else None
    return _SERIAL_ZERO + timedelta(days=days), clock


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _made(year: int, month: int, day: int, clock: list[str | None]) -> tuple[date, time | None]:
    """Midnight is what programs write for a day without an hour."""
    try:
        hour = time(int(clock[0] or 0), int(clock[1] or 0))
        return date(year, month, day), hour if hour != time(0) else None
    except ValueError as impossible:
        raise BadValue(Wrong.NO_SUCH_DAY) from impossible


def born(cell: Cell, *, before: date) -> date:
    """A date of birth, or a year alone; two figures of a year are of this century only where they can be."""
    text = fold(str(cell)).strip()
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return date(int(text), 1, 1)
    day = moment(cell)[0]
    return day if day <= before else day.replace(year=day.year - 100)


_UNIT_WORDS = re.compile(r"[~≈±]|\b(?:env|environ|ans?|annees?|age|de|a|سنه|سنوات|عاما?|حوالي)\b\.?")
_MONTHS_OLD = re.compile(r"(\d+) ?(?:mois|شهر|اشهر|شهرا|jours?|يوم|ايام)")


@lru_cache(maxsize=5_000)
def age(cell: Cell) -> int:
    """Years: «45», «45 ans», «٤٥ سنة», «6 mois» (none yet)."""
    text = " ".join(fold(str(cell)).split())
    if found := _MONTHS_OLD.fullmatch(text):
        return int(found.group(1)) // 12 if "mois" in text or "شهر" in text else 0
    number = " ".join(_UNIT_WORDS.sub(" ", text).split())
    if not _NUMBER.fullmatch(number) or float(number) > 125:
        raise BadValue(Wrong.UNREADABLE)
    return int(float(number))


_MONEY_WORDS = re.compile(
    r"(?:\b|(?<=\d))(?:dhs?|mad|dirhams?|درهما?|دراهم|nuitees?|nuits?|ليال|ليله|ليالي)\b\.?"
)
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?:\D|$))")

_AMOUNT = re.compile(r"(\d+|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?", re.ASCII)


@lru_cache(maxsize=20_000)
def amount(cell: Cell) -> Decimal:
    """«1 250,50 DH», «1.250,50», «١٢٥٠»: the last mark before one or two figures is the decimal one."""
    if isinstance(cell, int):
        return Decimal(cell)
    if isinstance(cell, float):
        return Decimal(str(round(cell, 2)))
    text = fold(str(cell)).replace("٫", ",").replace("٬", "")
    text = _THOUSANDS.sub("", _MONEY_WORDS.sub(" ", text).strip()).strip()
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise BadValue(Wrong.UNREADABLE)
    whole, cents = found.groups()
    return Decimal(f"{whole.replace(',', '').replace('.', '')}.{cents or 0}")


def count(cell: Cell) -> int:
    """A whole number, for nights."""
    value = amount(cell)
    if value != value.to_integral_value():
        raise BadValue(Wrong.UNREADABLE)
    return int(value)
