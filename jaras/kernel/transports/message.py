"""What leaves the house for a person, what becomes of it on the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Went(StrEnum):
    """How far a message came, as its channel tells."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Outbound:
    """A message to one address by one channel.

    `neutral` is what may be read there by anybody; empty where the words betray nothing already.
    `context` is what the channel told with their last words, as its adapter wrote it.
    """

    channel: str
    to: str
    text: str
    topic: str  # a code of `topics`
    about: tuple[str, int]  # what it belongs to: a kind of row, its number
    subject: str = ""
    neutral: str = ""
    language: str = "fr"
    heard_at: datetime | None = None  # when they wrote last
    pressing: bool = False  # somebody decided that it does not wait for the morning
    template: str = ""  # of those the channel has approved
    values: tuple[str, ...] = ()  # of the template, in its order
    context: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)  # of a letter


@dataclass(frozen=True)
class Receipt:
    """The channel took it, under an id by which it tells what became of it."""

    external_id: str = ""
    parts: int = 1  # messages that an operator counts


@dataclass(frozen=True)
class Template:
    """A sentence that a channel has approved, in the languages of the house; anybody may read it."""

    code: str
    names: Mapping[str, str]  # by language
    bodies: Mapping[str, str]  # by language; {{1}} stands for the first value
    values: int = 0

    def filled(self, language: str, values: tuple[str, ...]) -> str:
        """As its reader reads it."""
        words = self.bodies[language]
        for place, value in enumerate(values, start=1):
            words = words.replace(f"{{{{{place}}}}}", value)
        return words


@dataclass(frozen=True)
class Terms:
    """What a channel allows at this moment: words of our own until then, afterwards templates alone."""

    until: datetime | None = None  # nothing: no limit
    open: bool = True
    words_later: bool = False  # after `until` a template is all that may be sent
    limit: int = 4096  # characters
    why: str = ""  # a code
    templates: tuple[Template, ...] = ()
    count: Callable[[str], tuple[int, int]] | None = None  # of words: messages that are paid, signs left


class NotSent(Exception):
    """The channel did not take it; with `again` it may later, without it never will."""

    def __init__(self, code: str, *, words: str = "", again: timedelta | None = None) -> None:
        super().__init__(f"{code}: {words}" if words else code)
        self.code, self.words, self.again = code[:40], words[:300], again


class Held(Exception):
    """The guard lets it go later."""

    def __init__(self, why: str, until: datetime) -> None:
        super().__init__(why)
        self.why, self.until = why, until


class Stopped(Exception):
    """The guard never lets it go to this address."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
