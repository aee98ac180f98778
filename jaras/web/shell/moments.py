"""Dates in the reader's words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from babel.dates import get_day_names, get_month_names
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

# Django's "ar" names the months of the Middle East; Morocco says غشت where it says أغسطس.
BABEL_LOCALES = {"fr": "fr", "ar": "ar_MA", "en": "en_GB"}
# One number for each plural form that a language has, named as browsers name the forms.
PLURALS = {
    "ar": {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100},
    "fr": {"one": 1, "many": 1000000, "other": 2},
    "en": {"one": 1, "other": 2},
}


@dataclass(frozen=True)
class Calendar:
    """The names a language gives to days and months, with its comma."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    comma: str


@cache
def calendar(language: str) -> Calendar:
    locale = BABEL_LOCALES[language]
    return Calendar(
        months=_in_order(get_month_names("wide", locale=locale), first=1),
        short_months=_in_order(get_month_names("abbreviated", locale=locale), first=1),
        weekdays=_in_order(get_day_names("wide", locale=locale), first=0),
        comma="،" if language == "ar" else ",",
    )


def _in_order(names: object, *, first: int) -> tuple[str, ...]:
    table = dict(names.items())  # type: ignore[attr-defined]
    return tuple(str(table[number]) for number in range(first, first + len(table)))


def exact(moment: datetime | date) -> str:
    """The whole date, with the hour when there is one: "mercredi 5 août 2026, 02:10"."""
    language = _language()
    if not isinstance(moment, datetime):
        return _long_day(moment, language)
    local = _local(moment)
    return f"{_long_day(local, language)}{calendar(language).comma} {local:%H:%M}"


def _long_day(day: date, language: str) -> str:
    names = calendar(language)
    ordinal = _ordinal(day, language)
    return f"{names.weekdays[day.weekday()]} {ordinal} {names.months[day.month - 1]} {day.year}"


def day(moment: datetime | date, *, at: datetime | None = None) -> str:
    """The day in short: "5 août", with its year when it is not this one."""
    language = _language()
    local = _local(moment) if isinstance(moment, datetime) else moment
    words = f"{_ordinal(local, language)} {calendar(language).short_months[local.month - 1]}"
    return words if local.year == _local(at or timezone.now()).year else f"{words} {local.year}"


def _ordinal(day: date, language: str) -> str:
    return "1er" if day.day == 1 and language == "fr" else str(day.day)


def clock(moment: datetime) -> str:
    """The hour on the wall of the territory: "02:10"."""
    return f"{_local(moment):%H:%M}"


def since(moment: datetime, *, at: datetime | None = None) -> str:
    """How long something has lasted: "depuis 12 min"."""
    return _since(_minutes_from(moment, at), _language())


def ago(moment: datetime, *, at: datetime | None = None) -> str:
    """How far back something happened: "il y a 12 min"."""
    return _ago(_minutes_from(moment, at), _language())


def left(moment: datetime, *, at: datetime | None = None) -> str:
    """How long remains: "dans 12 min", or by how much it is late."""
    elapsed = (at or timezone.now()) - moment
    if elapsed > timedelta(0):
        return _("late by {duration}").format(duration=duration(elapsed))
    return _("within {duration}").format(duration=duration(-elapsed))


def duration(length: timedelta) -> str:
    """A length in at most two units: "12 min", "3 h 5 min", "2 jours"."""
    return _duration(int(length.total_seconds()) // 60, _language())


# A list says the same lengths again and again: each sentence is kept, once for each language.


@lru_cache(maxsize=8192)
def _since(minutes: int, language: str) -> str:
    return _("for {duration}").format(duration=_duration(minutes, language)) if minutes > 0 else _("just now")


@lru_cache(maxsize=8192)
def _ago(minutes: int, language: str) -> str:
    return _("{duration} ago").format(duration=_duration(minutes, language)) if minutes > 0 else _("just now")


@lru_cache(maxsize=8192)
def _duration(minutes: int, language: str) -> str:
    hours, days = minutes // 60, minutes // (24 * 60)
    if days:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    if not hours:
        return _minutes(minutes)
    if not minutes % 60:
        return _hours(hours)
    return pgettext("duration", "{hours} {minutes}").format(
        hours=_hours(hours), minutes=_minutes(minutes % 60)
    )


def _minutes(number: int) -> str:
    return ngettext("{n} min", "{n} min", number).format(n=number)


def _hours(number: int) -> str:
    return ngettext("{n} h", "{n} h", number).format(n=number)


# What jaras.js needs to keep durations true while a page stays open.


def refresh_words() -> dict[str, object]:
    plurals = PLURALS[_language()]
    return {
        "now": _("just now"),
        "since": _("for {duration}"),
        "ago": _("{duration} ago"),
        "both": pgettext("duration", "{hours} {minutes}"),
        "minutes": {form: ngettext("{n} min", "{n} min", sample) for form, sample in plurals.items()},
        "hours": {form: ngettext("{n} h", "{n} h", sample) for form, sample in plurals.items()},
    }


def milliseconds(*, at: datetime | None = None) -> int:
    """This instant as scripts count it; they trust it rather than the clock of the device."""
    return int((at or timezone.now()).timestamp() * 1000)


def minutes_from_utc(*, at: datetime | None = None) -> int:
    """What scripts add to UTC to show the hour of the territory, whatever the device believes."""
    return int((_local(at or timezone.now()).utcoffset() or timedelta(0)).total_seconds()) // 60


def _local(moment: datetime) -> datetime:
    """In the zone of the territory: one zone for everybody, so that a watch reads one clock."""
    return moment.astimezone(timezone.get_default_timezone())


def _minutes_from(moment: datetime, at: datetime | None) -> int:
    return int(((at or timezone.now()) - moment).total_seconds()) // 60


def _language() -> str:
    language = (get_language() or "fr")[:2]
    return language if language in BABEL_LOCALES else "en"
