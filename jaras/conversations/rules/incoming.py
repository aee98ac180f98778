"""What an adapter makes of a delivery: what somebody said, what became of what we said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What form somebody's words have."""

    TEXT = "text"
    VOICE = "voice"  # a voice note, a voicemail, a recorded call
    IMAGE = "image"
    DOCUMENT = "document"
    LOCATION = "location"
    BUTTON = "button"  # they pressed one of ours
    COMMENT = "comment"  # public words under a page's post
    CALL = "call"
    REACTION = "reaction"
    REMOVED = "removed"  # they took public words back
    AUTO_REPLY = "auto_reply"  # a program answered: away until Monday
    UNKNOWN = "unknown"  # kept raw, for somebody to look at


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file that came along (`content`), or that is fetched by what the channel calls it (`ref`)."""

    kind: Kind
    name: str = ""
    content: bytes | None = None
    ref: str = ""
    sha256: str = ""  # in hexadecimal digits, where the channel tells it
    media_type: str = ""


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """What somebody said on a channel.

    `address` is where an answer goes: a telephone with its `+`, an address of mail, an opaque id.
    """

    external_id: str
    address: str
    at: datetime
    kind: Kind
    words: str = ""
    name: str = ""  # what they call themselves there
    other_addresses: tuple[str, ...] = ()  # the same person for the channel
    attached: tuple[Attached, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    place: str = ""  # what the channel calls the place
    link: str = ""  # to the public words, where they stand
    subject: str = ""
    public: bool = False  # anybody reads it: nothing of ours is said there
    answers: tuple[str, ...] = ()  # external ids of ours to which it is an answer
    raw: Mapping[str, Any] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)  # what its adapter needs for an answer


@dataclass(frozen=True, kw_only=True)
class Told:
    """What became of a message of ours, as the channel tells."""

    external_id: str
    went: str  # a `transports.Went`
    at: datetime
    code: str = ""  # why it failed
    words: str = ""


@dataclass(frozen=True)
class Read:
    """Everything one delivery says."""

    said: tuple[Incoming, ...] = ()
    told: tuple[Told, ...] = ()


class Unreadable(ValueError):
    """Nothing of a delivery can be understood; it is kept as it came."""
