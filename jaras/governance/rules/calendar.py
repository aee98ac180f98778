"""Turns written as iCalendar (RFC 5545), for any program that keeps a calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LINE = 75  # octets of a line; what is longer goes on in the next, after a space
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Entry:
    """One turn; `uid` stays, `version` grows each time it is changed."""

    uid: str
    version: int
    starts_at: datetime
    ends_at: datetime
    title: str
    address: str


def written(entries: Iterable[Entry], *, name: str, at: datetime) -> bytes:
    """The whole file, with hours in UTC: no program has to know when Ramadan moves the clock."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Jaras//Roster//EN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{name.translate(ESCAPED)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    for entry in entries:
        lines += _event(entry, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line)).encode()


def _event(entry: Entry, at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"SEQUENCE:{entry.version}",
        f"DTSTAMP:{_moment(at)}",
        f"DTSTART:{_moment(entry.starts_at)}",
        f"DTEND:{_moment(entry.ends_at)}",
        f"SUMMARY:{entry.title.translate(ESCAPED)}",
        f"URL:{entry.address}",
        "END:VEVENT",
    ]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> Iterator[str]:
    """No letter is cut in two: an Arabic one is two octets."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
