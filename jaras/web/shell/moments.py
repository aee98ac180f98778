"""Dates in the reader's words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from babel.dates import get_day_names, get_month_names
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

# Django's "ar" names the months of the Middle East; Morocco says غشت where it says أغسطس.
BABEL_LOCALES = {"fr": "fr", "ar": "ar_MA", "en": "en_GB"}


@dataclass(frozen=True)
class Calendar:
    """The names a language gives to days, months."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]


@cache
def calendar(language: str) -> Calendar:
    locale = BABEL_LOCALES.get(language.split("-")[0], "en_GB")
    return Calendar(
        months=_in_order(get_month_names("wide", locale=locale), first=1),
        short_months=_in_order(get_month_names("abbreviated", locale=locale), first=1),
        weekdays=_in_order(get_day_names("wide", locale=locale), first=0),
    )


def _in_order(names: object, *, first: int) -> tuple[str, ...]:
    table = dict(names.items())  # type: ignore[attr-defined]
    return tuple(str(table[number]) for number in range(first, first + len(table)))


def exact(moment: datetime | date) -> str:
    """The whole date, with the hour when there is one: "mercredi 5 août 2026, 02:10"."""
    if not isinstance(moment, datetime):
        return _long_day(moment)
    local = timezone.localtime(moment)
    return _("{day}, {time}").format(day=_long_day(local), time=clock(moment))


def _long_day(day: date) -> str:
    names = calendar(_language())
    return _("{weekday} {day} {month} {year}").format(
        weekday=names.weekdays[day.weekday()],
        day=_ordinal(day.day),
        month=names.months[day.month - 1],
        year=day.year,
    )


def day(moment: datetime | date, *, at: datetime | None = None) -> str:
    """The day in short: "5 août", with its year when it is not this one."""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    month = calendar(_language()).short_months[local.month - 1]
    if local.year == timezone.localtime(at or timezone.now()).year:
        return f"{_ordinal(local.day)} {month}"
    return f"{_ordinal(local.day)} {month} {local.year}"


def _ordinal(number: int) -> str:
    return "1er" if number == 1 and _language() == "fr" else str(number)


def clock(moment: datetime) -> str:
    """The hour on the wall of the territory: "02:10"."""
    return timezone.localtime(moment).strftime("%H:%M")


def milliseconds(*, at: datetime | None = None) -> int:
    """This instant as scripts count it; they trust it rather than the clock of the device."""
    return int((at or timezone.now()).timestamp() * 1000)


def minutes_from_utc(*, at: datetime | None = None) -> int:
    """What scripts add to UTC to show the hour of the territory, whatever the device believes."""
    return int((timezone.localtime(at or timezone.now()).utcoffset() or timedelta(0)).total_seconds()) // 60


def since(moment: datetime, *, at: datetime | None = None) -> str:
    """How long something has lasted: "depuis 12 min"."""
    elapsed = _elapsed(moment, at)
    if elapsed < timedelta(minutes=1):
        return _("just now")
    return _("for {duration}").format(duration=duration(elapsed))


def ago(moment: datetime, *, at: datetime | None = None) -> str:
    """How far back something happened: "il y a 12 min"."""
    elapsed = _elapsed(moment, at)
    if elapsed < timedelta(minutes=1):
        return _("just now")
    return _("{duration} ago").format(duration=duration(elapsed))


def left(moment: datetime, *, at: datetime | None = None) -> str:
    """How long remains: "dans 12 min", or by how much it is late."""
    elapsed = _elapsed(moment, at)
    if elapsed > timedelta(0):
        return _("late by {duration}").format(duration=duration(elapsed))
    return _("within {duration}").format(duration=duration(-elapsed))


def duration(length: timedelta) -> str:
    """A length in at most two units: "12 min", "3 h 5 min", "2 jours"."""
    minutes = int(length.total_seconds()) // 60
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


# One number for each plural form that a language has, named as browsers name the forms.
PLURALS = {
    "ar": {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100},
    "fr": {"one": 1, "many": 1000000, "other": 2},
}


def refresh_words() -> dict[str, object]:
    """The sentences jaras.js needs to keep durations true while a page stays open."""
    plurals = PLURALS.get(_language(), {"one": 1, "other": 2})
    return {
        "now": _("just now"),
        "since": _("for {duration}"),
        "ago": _("{duration} ago"),
        "both": pgettext("duration", "{hours} {minutes}"),
        "minutes": {form: ngettext("{n} min", "{n} min", sample) for form, sample in plurals.items()},
        "hours": {form: ngettext("{n} h", "{n} h", sample) for form, sample in plurals.items()},
    }


def _elapsed(moment: datetime, at: datetime | None) -> timedelta:
    return (at or timezone.now()) - moment


def _language() -> str:
    return (get_language() or "fr").split("-")[0]
