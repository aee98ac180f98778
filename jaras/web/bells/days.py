"""A day as somebody types it, in any of the three languages."""

import re
from datetime import date, datetime, time, timedelta
from functools import cache

from django.utils import timezone

from jaras.kernel.folding import fold
from jaras.web.shell.day import end_of
from jaras.web.shell.moments import BABEL_LOCALES, calendar

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FROM_TODAY = {
    0: ("aujourd'hui", "aujourdhui", "auj", "ce soir", "today", "tonight", "اليوم", "الليلة"),
    1: ("demain", "tomorrow", "غدا", "غد"),
    2: ("apres-demain", "apres demain", "day after tomorrow", "بعد غد"),
}
LENGTHS = {
    timedelta(minutes=1): ("min", "minute", "minutes", "دقيقة", "دقائق"),
    timedelta(hours=1): ("h", "heure", "heures", "hour", "hours", "ساعة", "ساعات"),
    DAY: ("j", "jour", "jours", "day", "days", "يوم", "أيام", "يوما"),
    WEEK: ("semaine", "semaines", "week", "weeks", "أسبوع", "أسابيع"),
}
TWICE = {timedelta(hours=2): "ساعتين", 2 * DAY: "يومين", 2 * WEEK: "أسبوعين"}
_HOUR = re.compile(r"(?:^|(?<=\s))(?:(?:a|at|الساعه|علي)\s+)?(\d{1,2})\s*(?:[:h]\s*(\d{2})|h)(?=\s|$)")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:t(\d{1,2}):(\d{2}))?")
_LENGTH = re.compile(r"(?:dans|d'ici|in|بعد|خلال)\s+(?:(\d+|une?|an?)\s+)?(\S+)")
_NOISE = re.compile(r"^(?:le|la|on|by|avant|pour|before|قبل|يوم)\s+")


class NoDay(ValueError):
    """These words name no day."""


def read(words: str, *, at: datetime) -> datetime:
    """The moment that is meant: the end of a day that was named, or its hour where one was said."""
    said = " ".join(fold(words).replace("’", "'").split())
    if not said:
        raise NoDay(words)
    try:
        return _length(said, at) or _moment(said, timezone.localtime(at))
    except (ValueError, OverflowError) as wrong:
        raise NoDay(words) from wrong


def _length(said: str, at: datetime) -> datetime | None:
    """In three days, in an hour."""
    found = _LENGTH.fullmatch(said)
    if not found:
        return None
    number, unit = found.groups()
    length = _lengths().get(unit)
    if length is None or (number is None and said.isascii()):
        return None
    moment = at + (int(number) if number and number.isdigit() else 1) * length
    return moment if length < DAY else end_of(timezone.localtime(moment).date())


def _moment(said: str, now: datetime) -> datetime:
    hour = _HOUR.search(said)
    if iso := _ISO.fullmatch(said):
        year, month, day, at_hour, minute = (int(each or -1) for each in iso.groups())
        clock, on = time(at_hour, minute) if at_hour >= 0 else None, date(year, month, day)
    else:
        clock = time(int(hour[1]), int(hour[2] or 0)) if hour else None
        rest = f"{said[: hour.start()]} {said[hour.end() :]}".strip() if hour else said
        on = _day(_NOISE.sub("", rest), now.date()) if rest else now.date()
        if not rest and clock and now.time() >= clock:
            on += DAY  # that hour has passed today
    if clock is None:
        return end_of(on)
    return datetime.combine(on, clock, tzinfo=timezone.get_default_timezone())


def _day(said: str, today: date) -> date:
    if (ahead := _from_today().get(said)) is not None:
        return today + ahead * DAY
    if len(said) >= 3 and len(found := {day for name, day in _weekdays() if name.startswith(said)}) == 1:
        return today + timedelta(days=(found.pop() - today.weekday() - 1) % 7 + 1)
    if numbers := _NUMBERS.fullmatch(said):
        return _dated(int(numbers[1]), int(numbers[2]), numbers[3], today)
    parts = [part for part in re.split(r"[\s,،]+", said) if part]
    digits = [re.sub(r"(?<=\d)(er|st|nd|rd|th)$", "", part) for part in parts]
    days = [int(part) for part in digits if part.isdigit() and len(part) <= 2]
    years = [part for part in digits if part.isdigit() and len(part) == 4]
    named = [part.rstrip(".") for part in digits if not part.isdigit()]
    # A weekday beside its date is said for whoever reads it.
    months = {month for part in named for month in _months_named(part)}
    if len(days) != 1 or len(months) != 1:
        raise NoDay(said)
    return _dated(days[0], months.pop(), years[0] if years else None, today)


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    """Of a day without its year the next one is meant."""
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for each in range(today.year, today.year + 5):  # 29 February
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise NoDay(f"{day}/{month}")


def _months_named(part: str) -> set[int]:
    exact = {month for name, month in _months() if name == part}
    if exact or len(part) < 3:
        return exact
    found = {month for name, month in _months() if name.startswith(part)}
    return found if len(found) == 1 else set()


@cache
def _from_today() -> dict[str, int]:
    return {fold(word): ahead for ahead, words in FROM_TODAY.items() for word in words}


@cache
def _lengths() -> dict[str, timedelta]:
    found = {fold(word): length for length, words in LENGTHS.items() for word in words}
    return found | {fold(word): length for length, word in TWICE.items()}


@cache
def _weekdays() -> list[tuple[str, int]]:
    names = [(fold(name), day) for code in BABEL_LOCALES for day, name in enumerate(calendar(code).weekdays)]
    return names + [(name.removeprefix("ال"), day) for name, day in names if name.startswith("ال")]


@cache
def _months() -> list[tuple[str, int]]:
    return [
        (fold(name).rstrip("."), month)
        for code in BABEL_LOCALES
        for names in (calendar(code).months, calendar(code).short_months)
        for month, name in enumerate(names, start=1)
    ]
