"""When a service receives: hours as people write them, the next time its door opens."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from unicodedata import decimal

FAR = 31  # days: Ramadan may close a day of the week for a month
LAST_MINUTE = time(23, 59)
_SPAN = re.compile(
    r"(?P<opens>\d{1,2})\s*(?:[h:.]\s*(?P<opens_minute>\d{2})?)?\s*[-–—à]\s*"
    r"(?P<closes>\d{1,2})\s*(?:[h:.]\s*(?P<closes_minute>\d{2})?)?"
)
_BETWEEN = re.compile(r"[\s,;،و+&/]*")


class Unreadable(ValueError):
    """These words are no hours."""


@dataclass(frozen=True, order=True)
class Hours:
    """From when until when, on a day of the week (0 is Monday)."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class Opening:
    """Whether the door is open, until when; else when it opens next, if that is known."""

    now: bool
    until: datetime | None = None
    next_at: datetime | None = None

    @property
    def known(self) -> bool:
        return self.now or self.next_at is not None


def read_day(words: str, weekday: int) -> list[Hours]:
    """The hours of a day as people write them: «8:30-12:00, 14h-18h»; no words, closed."""
    line = "".join(str(decimal(sign, sign)) for sign in words.strip().lower())
    found: list[Hours] = []
    position = 0
    for span in _SPAN.finditer(line):
        if not _BETWEEN.fullmatch(line[position : span.start()]):
            raise Unreadable(words)
        found.append(Hours(weekday, _time(span, "opens"), _time(span, "closes")))
        position = span.end()
    if line[position:].strip(" ,;،."):
        raise Unreadable(words)
    if any(hours.closes <= hours.opens for hours in found) or overlap(found):
        raise Unreadable(words)
    return sorted(found)


def _time(span: re.Match[str], end: str) -> time:
    hour, minute = int(span[end]), int(span[f"{end}_minute"] or 0)
    if (hour, minute) == (24, 0):
        return LAST_MINUTE
    try:
        return time(hour, minute)
    except ValueError as wrong:
        raise Unreadable(span[0]) from wrong


def line_of_day(hours: Iterable[Hours]) -> str:
    """The hours of one day as they can be read again."""
    return ", ".join(f"{each.opens:%H:%M}-{each.closes:%H:%M}" for each in sorted(hours))


def overlap(hours: Iterable[Hours]) -> bool:
    """Whether two spans of a same day run into each other."""
    ordered = sorted(hours)
    return any(
        first.weekday == second.weekday and second.opens < first.closes for first, second in pairwise(ordered)
    )


@dataclass(frozen=True)
class Timetable:
    """When a service receives: its week, its week in Ramadan (none: the same), whether holidays close it."""

    usual: Sequence[Hours] = ()
    in_ramadan: Sequence[Hours] = ()
    closed_on_holidays: bool = False
    always: bool = False

    def of_day(self, day: date, calendar: "Calendar") -> list[Hours]:
        """The hours of this very day, in order."""
        if self.closed_on_holidays and day in calendar.holidays:
            return []
        hours = self.in_ramadan if self.in_ramadan and calendar.in_ramadan(day) else self.usual
        return sorted(each for each in hours if each.weekday == day.weekday())


@dataclass(frozen=True)
class Calendar:
    """Which days are not like others: holidays, the months of Ramadan (first and last day)."""

    holidays: Collection[date] = ()
    ramadans: Sequence[tuple[date, date]] = ()

    def in_ramadan(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.ramadans)

    def ramadan_from(self, day: date) -> tuple[date, date] | None:
        """The month that this day is in, else the next that is known."""
        return next((month for month in sorted(self.ramadans) if month[1] >= day), None)


def opening(timetable: Timetable, calendar: Calendar, *, at: datetime) -> Opening:
    """Open now or when next, in the local time of `at`; what opens in no month is told as not known."""
    if timetable.always:
        return Opening(now=True)
    for ahead in range(FAR + 1):
        day = at + timedelta(days=ahead)
        for each in timetable.of_day(day.date(), calendar):
            opens, closes = _on(day, each.opens), _on(day, each.closes)
            if opens <= at < closes:
                return Opening(now=True, until=closes)
            if opens > at:
                return Opening(now=False, next_at=opens)
    return Opening(now=False)


def _on(day: datetime, clock: time) -> datetime:
    return day.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
