"""Who reads what a channel delivers: each adapter brings its reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Protocol

from jaras.conversations.rules.incoming import Attached, Read


class NotFetched(Exception):
    """A file did not come; with `again` it may later."""

    def __init__(self, code: str, *, again: timedelta | None = None) -> None:
        super().__init__(code)
        self.code, self.again = code[:40], again


class Reader(Protocol):
    """Turns what arrived on one channel into what was said; called by the worker, never by a request."""

    @property
    def channel(self) -> str:
        """A code: whatsapp, facebook, sms, email, telephone."""
        ...

    def read(self, body: bytes, said: Mapping[str, str]) -> Read:
        """Everything a delivery says; raises `Unreadable`. `said` is what came beside the body."""
        ...

    def fetch(self, attached: Attached) -> bytes:
        """A file that is only named in a delivery; raises `NotFetched`."""
        ...


@dataclass(frozen=True)
class Deliverer:
    """One adapter as the house knows it."""

    reader: Reader
    report_channel: str  # a code of intake's `channels`


_known: dict[str, Deliverer] = {}


def register(reader: Reader, *, report_channel: str) -> None:
    """Make an adapter known; a second one of the same name takes its place."""
    _known[reader.channel] = Deliverer(reader, report_channel)


def readers() -> Mapping[str, Deliverer]:
    return MappingProxyType(_known)
