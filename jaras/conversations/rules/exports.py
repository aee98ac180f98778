"""A chat that WhatsApp wrote to a file: who said what when, which file came with it.

Telephones write it in many notations: brackets or a dash, day before month or after, hours of twelve, French,
Arabic, English words for an attachment, digits of either script, invisible marks of direction.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_HEAD = re.compile(
    r"^\[?(?P<a>\d{1,4})[/.\-](?P<b>\d{1,2})[/.\-](?P<c>\d{2,4})(?:,|،|\s+à)?\s+"
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.]\d{2})?\s*(?P<half>[AaPp]\.?\s?[Mm]\.?|ص|م)?"
    r"(?:\]|\s+-)\s+(?P<rest>.*)$"
)
_SAID = re.compile(r"^(?P<who>[^:]{1,80}?)\s?:\s(?P<words>.*)$", re.DOTALL)
_NAME = r"(?P<name>[^<>:/\\\n]+\.[A-Za-z0-9]{2,5})"
_ATTACHED = (
    re.compile(rf"<[^<>:]{{2,30}}\s?:\s?{_NAME}>"),  # <attached: …>, <pièce jointe : …>, <المرفق: …>
    re.compile(rf"^{_NAME}\s\((?:file attached|fichier joint|[^()]*مرفق[^()]*)\)"),
)
_AFTERNOON = ("p", "م")
MOST_LINES = 400


@dataclass(frozen=True)
class Line:
    """One message of the chat; `at` is the hour on their wall."""

    at: datetime | None
    who: str
    words: str
    file: str = ""


def lines_of(text: str) -> list[Line]:
    """Every message somebody wrote, in order; empty where the text is no such chat."""
    heads = list(_heads(text))
    months_first = any(int(found["b"]) > 12 for found, _rest in heads if len(found["a"]) < 3)
    lines = [_line(found, rest, months_first=months_first) for found, rest in heads]
    return [line for line in lines if line is not None][:MOST_LINES]


def _heads(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each line that begins with a moment, with what follows until the next one."""
    open_: tuple[re.Match[str], list[str]] | None = None
    for raw in text.splitlines():
        plain = _digits(_INVISIBLE.sub("", raw)).replace("\u202f", " ").replace("\xa0", " ")
        if (found := _HEAD.match(plain)) is not None:
            if open_ is not None:
                yield open_[0], "\n".join(open_[1])
            open_ = (found, [found["rest"]])
        elif open_ is not None:
            open_[1].append(plain)
    if open_ is not None:
        yield open_[0], "\n".join(open_[1])


def _digits(text: str) -> str:
    """Arabic digits as the others."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)


def _line(found: re.Match[str], rest: str, *, months_first: bool) -> Line | None:
    """Nothing for what the program itself noted: a group was made, somebody joined."""
    said = _SAID.match(rest.strip())
    if said is None:
        return None
    at = _moment(found, months_first=months_first)
    line = Line(at=at, who=said["who"].strip(), words=said["words"].strip())
    for pattern in _ATTACHED:
        if (named := pattern.search(line.words)) is not None:
            left = (line.words[: named.start()] + line.words[named.end() :]).strip()
            return replace(line, words=left, file=named["name"].strip())
    return line


def _moment(found: re.Match[str], *, months_first: bool) -> datetime | None:
    a, b, c = found["a"], int(found["b"]), found["c"]
    if len(a) == 4:
        year, month, day = int(a), b, int(c)
    else:
        day, month = (b, int(a)) if months_first else (int(a), b)
        year = int(c) + (2000 if len(c) == 2 else 0)
    hour = int(found["hour"])
    if half := (found["half"] or "").lower():
        hour = hour % 12 + (12 if half[0] in _AFTERNOON else 0)
    try:
        return datetime(year, month, day, hour, int(found["minute"]))  # noqa: DTZ001 - on their wall
    except ValueError:
        return None
