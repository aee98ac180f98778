"""What happens to bells."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class BellRung(Event):
    """Somebody is to carry something out, by a day."""

    subject: ClassVar[str] = "bell"
    bell_id: int
    who_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class BellMoved(Event):
    """It was accepted, started, blocked, done, handed over, dropped."""

    subject: ClassVar[str] = "bell"
    bell_id: int
    verb: str


@dataclass(frozen=True, kw_only=True)
class BellAmended(Event):
    """Its words, its day, its place changed."""

    subject: ClassVar[str] = "bell"
    bell_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BellHelpAsked(Event):
    """A colleague or a partner is asked to help."""

    subject: ClassVar[str] = "bell"
    bell_id: int
    bell_help_id: int


@dataclass(frozen=True, kw_only=True)
class BellHelpAnswered(Event):
    """They will, or will not."""

    subject: ClassVar[str] = "bell"
    bell_id: int
    bell_help_id: int
    verb: str


@dataclass(frozen=True, kw_only=True)
class BellHelpMoved(Event):
    """The partner opened the request, was reminded, got a new link; whoever rang took note."""

    subject: ClassVar[str] = "bell"
    bell_id: int
    bell_help_id: int
    verb: str


@dataclass(frozen=True, kw_only=True)
class BellLetterWritten(Event):
    """Somebody is to be written to."""

    subject: ClassVar[str] = "bell"
    bell_id: int
    bell_letter_id: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class BellLetterWent(Event):
    """It left, or did not come: then `why` says so."""

    subject: ClassVar[str] = "bell"
    bell_id: int
    bell_letter_id: int
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class BellLetterAnswered(Event):
    """A member wrote back: `what` is how it was understood."""

    subject: ClassVar[str] = "bell"
    bell_id: int
    bell_letter_id: int
    what: str
