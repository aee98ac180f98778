"""The schedules of a service as a week, a week in Ramadan, or day and night."""

import re
from collections.abc import Iterator
from datetime import date

from jaras.imports.rules.faults import Code
from jaras.imports.rules.open_referral.reading import Piece, Reading

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ALWAYS = ("00:00", "23:59")
_CLOCK = re.compile(r"(\d{2}):(\d{2})(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?")
_BETWEEN = re.compile(r"[\s,]+")


def say_hours(service: Piece, reading: Reading) -> None:
    """What the schedules say; one that is not weekly is left out, with a word."""
    weeks: dict[str, list[list[str]]] = {}
    for name, part in service.parts("schedules"):
        schedule = Piece(part)
        span, days = _span(schedule), list(_days(schedule))
        week = _week(schedule, reading)
        if span is None or not days or not week:
            service.wrong(Code.HOURS_LEFT_OUT, "hours", schedule.text("description") or name)
            continue
        if schedule.text("notes") in reading.holidays:
            service.words["closed_on_holidays"] = True
        if span == ALWAYS and len(days) == len(DAYS):
            service.words["always_open"] = True
            continue
        lines = weeks.setdefault(week, [[] for _day in DAYS])
        for day in days:
            lines[day].append("-".join(span))
    if weeks and "always_open" not in service.words:
        service.words["always_open"] = False
        service.words |= {week: [", ".join(day) for day in lines] for week, lines in weeks.items()}


def _span(schedule: Piece) -> tuple[str, str] | None:
    """From when until when; beyond midnight is another day."""
    found = [_CLOCK.fullmatch(schedule.text(name)) for name in ("opens_at", "closes_at")]
    opens, closes = (f"{each[1]}:{each[2]}" if each else "" for each in found)
    closes = ALWAYS[1] if closes in ("24:00", "00:00") else closes
    return (opens, closes) if opens and closes and opens < closes else None


def _days(schedule: Piece) -> Iterator[int]:
    if schedule.text("freq") not in ("", "WEEKLY") or schedule.text("interval") not in ("", "1"):
        return
    for day in _BETWEEN.split(schedule.text("byday")):
        if day not in DAYS:
            return
        yield DAYS.index(day)


def _week(schedule: Piece, reading: Reading) -> str:
    """Between two days, only a month of Ramadan is a week of ours."""
    first, last = schedule.text("valid_from"), schedule.text("valid_to")
    if not first or not last:
        return "hours"
    try:
        month = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    except ValueError:
        return ""
    return "ramadan_hours" if month in reading.ramadans else ""
