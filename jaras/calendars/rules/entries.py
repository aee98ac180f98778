"""Meetings, turns, bells written as iCalendar (RFC 5545); what is ticked there, read back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

import icalendar

PRODUCT = "-//Jaras//Calendar//EN"
LONGEST = 200_000  # octets of one entry from elsewhere


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`uid` stays, `version` grows each time it is changed; hours in UTC, whatever Ramadan does to clocks."""

    uid: str
    version: int
    title: str
    address: str  # of its page
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Event(Entry):
    """Something that takes place."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class Todo(Entry):
    """Something that is done by an hour."""

    due_at: datetime
    begun: bool = False


def written(entries: Iterable[Entry], *, at: datetime, name: str = "") -> bytes:
    """The file; `name`: what a calendar that subscribes to it is called."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    if name:
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", name)
        calendar["refresh-interval"] = icalendar.vText("PT1H")
        calendar["refresh-interval"].params["value"] = "DURATION"
    for entry in entries:
        calendar.add_component(_component(entry, at))
    return bytes(calendar.to_ical())


def _component(entry: Entry, at: datetime) -> icalendar.Component:
    made: icalendar.Component = icalendar.Event() if isinstance(entry, Event) else icalendar.Todo()
    made.add("uid", entry.uid)
    made.add("sequence", entry.version)
    made.add("dtstamp", at.astimezone(UTC))
    made.add("summary", entry.title)
    made.add("url", entry.address)
    if entry.place:
        made.add("location", entry.place)
    match entry:
        case Event():
            made.add("dtstart", entry.starts_at.astimezone(UTC))
            made.add("dtend", entry.ends_at.astimezone(UTC))
        case Todo():
            made.add("due", entry.due_at.astimezone(UTC))
            made.add("status", "IN-PROCESS" if entry.begun else "NEEDS-ACTION")
    return made


def digest(entry: Entry) -> str:
    """Whether an entry is written elsewhere as it is here."""
    return sha256(repr(entry).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Ticked:
    """Something that was ticked as done in a calendar elsewhere, with what was noted there."""

    uid: str
    words: str


def ticked(content: bytes) -> Ticked | None:
    """What an entry from elsewhere says was done; nothing where it says no such thing, or is no entry."""
    if len(content) > LONGEST:
        return None
    try:
        todos = icalendar.Calendar.from_ical(content).walk("VTODO")
    except (ValueError, IndexError, KeyError, AttributeError):
        return None
    for todo in todos:
        if str(todo.get("status", "")).upper() == "COMPLETED" or "completed" in todo:
            return Ticked(str(todo.get("uid", "")), str(todo.get("description", "")).strip())
    return None
