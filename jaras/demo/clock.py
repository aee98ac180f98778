"""When a story happens, told from the moment of the telling: `-12m`, `-43d 23:42`, `+20h`."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_SPAN = re.compile(r"([+-]?)(\d+)([mhd])")
_CLOCK = re.compile(r"-(\d+)d (\d\d):(\d\d)")
HERE = ZoneInfo("Africa/Casablanca")


def span(text: str) -> timedelta:
    """A length of time: `90m`, `+20h`, `-3d`."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a span such as 90m, 20h or 3d")
    sign, number, unit = found.groups()
    length = timedelta(**{UNITS[unit]: int(number)})
    return -length if sign == "-" else length


def moment(text: str, told_at: datetime) -> datetime:
    """An instant before the telling: a while ago, or days ago at a local hour."""
    if found := _CLOCK.fullmatch(text):
        days, hour, minute = (int(part) for part in found.groups())
        day = (told_at.astimezone(HERE) - timedelta(days=days)).date()
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HERE)
    return told_at + span(text)
