"""Turns written as iCalendar, read back by a library that is not ours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from hypothesis import given
from hypothesis import strategies as some

from jaras.governance.rules.calendar import LINE, Entry, written

AT = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
WORDS = some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=120)


@given(WORDS, some.integers(0, 400))
def test_any_words_come_back_as_they_were(title: str, hours: int) -> None:
    begin = AT + timedelta(hours=hours)
    entry = Entry("turn-1@x", 3, begin, begin + timedelta(hours=12), title, "https://x/watches/roster/1/")
    file = written([entry], name="المداومة", at=AT)
    lines = file.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= LINE and b"\n" not in line for line in lines)
    found = icalendar.Calendar.from_ical(file)
    (event,) = found.walk("VEVENT")
    assert str(event["SUMMARY"]) == title
    assert str(found["X-WR-CALNAME"]) == "المداومة"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (begin, begin + timedelta(hours=12))
    assert (str(event["UID"]), event["SEQUENCE"], event["DTSTAMP"].dt) == ("turn-1@x", 3, AT)


def test_the_hour_of_ramadan_is_the_hour_on_the_wall() -> None:
    zone = ZoneInfo("Africa/Casablanca")
    night = datetime(2027, 2, 20, 20, 0, tzinfo=zone)  # the clock of Ramadan: UTC
    file = written([Entry("u", 1, night, night, "x", "y")], name="n", at=AT)
    assert b"DTSTART:20270220T200000Z" in file
    (event,) = icalendar.Calendar.from_ical(file).walk("VEVENT")
    assert f"{event['DTSTART'].dt.astimezone(zone):%H:%M}" == "20:00"
