"""When somebody was born, as far as anybody knows."""

import re
from dataclasses import dataclass
from datetime import date

from jaras.kernel.folding import fold

ADULT = 18

ABOUT = 2  # years by which an age that was guessed may be wrong
GUESSED = 3  # years by which a year of birth that was guessed may be wrong
OLDEST = 125


@dataclass(frozen=True)
class Age:
    """How old somebody is; `about` when nobody knows the date."""

    years: int
    about: bool


@dataclass(frozen=True)
class Birth:
    """A day, else a year that is known or `guessed`, else nothing."""

    on: date | None = None
    year: int | None = None
    guessed: bool = False

    @property
    def day_known(self) -> bool:
        return self.on is not None and not day_unknown(self.on)


class NoBirth(ValueError):
    """What was typed is neither a day nor a year."""


def day_unknown(born_on: date) -> bool:
    """The civil register writes 1 January for whoever knows the year alone."""
    return (born_on.month, born_on.day) == (1, 1)


def age(
    *, born_on: date | None, about: int | None, said_on: date | None, on: date, year: int | None = None
) -> Age | None:
    """From the date of birth, its year, else the age that was said then: people grow older in files too."""
    if born_on is not None:
        years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
        return Age(years, about=day_unknown(born_on))
    if year is not None:
        return Age(on.year - year, about=True)
    if about is None:
        return None
    return Age(about + ((on - said_on).days // 365 if said_on else 0), about=True)


def is_child(
    *, born_on: date | None, about: int | None, said_on: date | None, on: date, year: int | None = None
) -> bool:
    """Whether somebody may not be of age yet; of whom no age is known, nobody says so."""
    known = age(born_on=born_on, about=about, said_on=said_on, on=on, year=year)
    if known is None:
        return False
    birthday_ahead = born_on is None and year is not None
    return known.years - birthday_ahead < ADULT


def born_about(
    *,
    born_on: date | None,
    about: int | None,
    said_on: date | None,
    year: int | None = None,
    guessed: bool = False,
) -> range | None:
    """The years in which somebody may be born: one where it is known, some where it or an age was guessed."""
    if born_on is not None:
        return range(born_on.year, born_on.year + 1)
    if year is not None:
        return _around(year, GUESSED if guessed else 0)
    if about is None or said_on is None:
        return None
    return _around(said_on.year - about, ABOUT)


def _around(year: int, years: int) -> range:
    return range(year - years, year + years + 1)


_GUESS = re.compile(r"[~≈?]|\b(?:vers|environ|env|circa|about|around|peut etre|حوالي|تقريبا|نحو)\b\.?")
_YEAR = re.compile(r"\d{4}")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/\-](\d{1,2})[/\-](\d{1,2})")


def birth_read(typed: str) -> Birth:
    """What people write of a birth: «12/03/1966», «1966-03-12», «1966», «vers 1966», «~1966», «حوالي ١٩٦٦».

    Raises `NoBirth` for what is neither a day nor a year; nothing typed is no birth.
    """
    text = fold(typed)
    rest = " ".join(_GUESS.sub(" ", text).split())
    if not rest:
        if text.strip():
            raise NoBirth(typed)
        return Birth()
    if _YEAR.fullmatch(rest):
        return Birth(year=int(rest), guessed=_GUESS.search(text) is not None)
    try:
        if found := _YEAR_FIRST.fullmatch(rest):
            return Birth(on=date(*map(int, found.groups())))
        if found := _DAY_FIRST.fullmatch(rest):
            day, month, year = map(int, found.groups())
            return Birth(on=date(year, month, day))
    except ValueError as wrong:
        raise NoBirth(typed) from wrong
    raise NoBirth(typed)


def birth_written(birth: Birth) -> str:
    """As `birth_read` reads it: «12/03/1966», «1966», «~1966»."""
    if birth.on is not None:
        return f"{birth.on:%d/%m/%Y}"
    return "" if birth.year is None else f"{'~' if birth.guessed else ''}{birth.year}"
