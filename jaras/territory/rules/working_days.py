"""Days on which offices work."""

from collections.abc import Collection
from datetime import date, timedelta

WEEKEND = (5, 6)  # Saturday, Sunday


def next_working_day(after: date, holidays: Collection[date]) -> date:
    """The first day after this one that is neither a weekend nor a holiday."""
    day = after + timedelta(days=1)
    while day.weekday() in WEEKEND or day in holidays:
        day += timedelta(days=1)
    return day
