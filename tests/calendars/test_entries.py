"""Entries written as iCalendar, read back by libraries that are not ours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import vobject
from hypothesis import given
from hypothesis import strategies as some

from jaras.calendars.rules.entries import Event, Todo, ticked, written

AT = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
WORDS = some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=120)


def event(title: str, begin: datetime, end: datetime) -> Event:
    return Event(uid="turn-1@x", version=3, title=title, address="https://x/1/", starts_at=begin, ends_at=end)


def todo(title: str = "Rappeler", **more: object) -> Todo:
    given = {"uid": "bell-7@x", "version": 1, "title": title, "address": "https://x/7/", "due_at": AT}
    return Todo(**(given | more))  # type: ignore[arg-type]


@given(WORDS, some.integers(0, 400))
def test_any_words_come_back_as_they_were(title: str, hours: int) -> None:
    begin = AT + timedelta(hours=hours)
    file = written([event(title, begin, begin + timedelta(hours=12)), todo(title)], name="المداومة", at=AT)
    lines = file.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    found = icalendar.Calendar.from_ical(file)
    (read,), (task,) = found.walk("VEVENT"), found.walk("VTODO")
    assert str(read["SUMMARY"]) == str(task["SUMMARY"]) == title
    assert str(found["X-WR-CALNAME"]) == "المداومة"
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (begin, begin + timedelta(hours=12))
    assert (str(read["UID"]), read["SEQUENCE"], read["DTSTAMP"].dt) == ("turn-1@x", 3, AT)


def test_another_library_reads_the_same() -> None:
    begin = AT + timedelta(hours=8)
    file = written([event("Réunion, أسبوعية; ok", begin, begin + timedelta(hours=1)), todo()], at=AT)
    calendar = vobject.readOne(file.decode())
    assert calendar.vevent.summary.value == "Réunion, أسبوعية; ok"
    assert calendar.vevent.dtstart.value == begin
    assert (calendar.vtodo.due.value, calendar.vtodo.status.value) == (AT, "NEEDS-ACTION")


def test_the_hour_of_ramadan_is_the_hour_on_the_wall() -> None:
    zone = ZoneInfo("Africa/Casablanca")
    night = datetime(2027, 2, 20, 20, 0, tzinfo=zone)  # the clock of Ramadan: UTC
    file = written([event("x", night, night)], name="n", at=AT)
    assert b"DTSTART:20270220T200000Z" in file
    (read,) = icalendar.Calendar.from_ical(file).walk("VEVENT")
    assert f"{read['DTSTART'].dt.astimezone(zone):%H:%M}" == "20:00"


def test_what_is_ticked_elsewhere_is_read_with_what_was_noted() -> None:
    calendar = vobject.readOne(written([todo()], at=AT).decode())
    assert ticked(calendar.serialize().encode()) is None
    calendar.vtodo.status.value = "COMPLETED"
    calendar.vtodo.add("description").value = "Le foyer a dit oui ; نعم"
    done = ticked(calendar.serialize().encode())
    assert done is not None
    assert (done.uid, done.words) == ("bell-7@x", "Le foyer a dit oui ; نعم")


@given(some.binary(max_size=400))
def test_whatever_comes_from_elsewhere_is_no_fault_of_ours(content: bytes) -> None:
    ticked(content)
    ticked(b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\n" + content + b"\r\nEND:VTODO\r\nEND:VCALENDAR\r\n")
