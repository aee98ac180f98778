"""Days on which offices work."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

WEEKEND = (5, 6)  # Saturday, Sunday
DAY = timedelta(days=1)


def next_working_day(after: date, holidays: Collection[date]) -> date:
    """The first day after this one that is neither a weekend nor a holiday."""
    day = after + DAY
    while _rests(day, holidays):
        day += DAY
    return day


def after_working(since: datetime, delay: timedelta, holidays: Collection[date]) -> datetime:
    """A local moment and a delay in which days of rest do not count; a working day has 24 hours."""
    moment, left = _worked(since, holidays), delay
    while left >= (today := _midnight(moment) + DAY - moment):
        moment, left = _worked(moment + today, holidays), left - today
    return moment + left


def _worked(moment: datetime, holidays: Collection[date]) -> datetime:
    """The moment itself on a day that is worked, else the midnight on which such a day begins."""
    while _rests(moment.date(), holidays):
        moment = _midnight(moment) + DAY
    return moment


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _rests(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() in WEEKEND or day in holidays
