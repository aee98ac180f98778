"""When a service receives: hours as people write them, the next time its door opens."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from unicodedata import decimal

WEEK = 7
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


def opening(hours: Sequence[Hours], *, always: bool, at: datetime) -> Opening:
    """Open now or when next, in the local time of `at`."""
    if always:
        return Opening(now=True)
    for ahead in range(WEEK + 1):
        day = at + timedelta(days=ahead)
        for each in sorted(each for each in hours if each.weekday == day.weekday()):
            opens, closes = _on(day, each.opens), _on(day, each.closes)
            if opens <= at < closes:
                return Opening(now=True, until=closes)
            if opens > at:
                return Opening(now=False, next_at=opens)
    return Opening(now=False)


def _on(day: datetime, clock: time) -> datetime:
    return day.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
