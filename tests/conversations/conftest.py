"""A channel of the tests: what it reads is written down, what it sends is seen."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from jaras.conversations import actions, rules
from jaras.conversations.models import Conversation, Heard
from jaras.conversations.rules import Attached, Incoming, Kind, NotFetched, Read, Told, Unreadable
from jaras.conversations.rules.reading import _known as readers
from jaras.governance.models import Member, actor_of
from jaras.kernel import transports
from jaras.kernel.actor import Actor
from jaras.kernel.transports import NotSent, Outbound, Receipt, Terms
from jaras.kernel.transports.registry import _known as ways


@dataclass
class Wire:
    """A messenger in memory: both a reader and a way out."""

    channel: str = "whatsapp"
    ready: bool = True
    sent: list[Outbound] = field(default_factory=list)
    fault: NotSent | None = None
    files: dict[str, bytes] = field(default_factory=dict)

    def read(self, body: bytes, said: Mapping[str, str]) -> Read:
        try:
            told = json.loads(body)
        except ValueError as wrong:
            raise Unreadable("json") from wrong
        if "status" in told:
            at = datetime.fromisoformat(told["at"])
            return Read(told=(Told(external_id=told["id"], went=told["status"], at=at),))
        at = datetime.fromisoformat(told["at"])
        words = Incoming(
            external_id=told["id"], address=told["from"], at=at, kind=Kind.TEXT, words=told["text"]
        )
        return Read(said=(words,))

    def fetch(self, attached: Attached) -> bytes:
        if attached.ref not in self.files:
            raise NotFetched("slow", again=timedelta(minutes=1))
        return self.files[attached.ref]

    def send(self, message: Outbound) -> Receipt:
        if self.fault is not None:
            raise self.fault
        self.sent.append(message)
        return Receipt(f"ours-{len(self.sent)}")

    def terms(self, heard_at: datetime | None, at: datetime) -> Terms:
        return Terms(limit=400)


@pytest.fixture
def wire(db: None) -> Iterator[Wire]:
    before = dict(readers), dict(ways)
    line = Wire()
    rules.register(line, report_channel="WHATSAPP")
    transports.register(line)
    yield line
    readers.clear()
    readers.update(before[0])
    ways.clear()
    ways.update(before[1])


@pytest.fixture
def salma(member: Callable[..., Member]) -> Actor:
    return actor_of(member("operator"))


@pytest.fixture
def says(wire: Wire, at: datetime) -> Callable[..., Heard]:
    """Somebody writes on the channel of the tests."""
    numbers = iter(range(1, 1000))

    def say(words: str = "", *, when: datetime | None = None, **more: Any) -> Heard:
        moment = when or at
        told: dict[str, Any] = {
            "external_id": f"in-{next(numbers)}",
            "address": "+212600000001",
            "at": moment,
            "kind": Kind.TEXT,
            "words": words,
        }
        return actions.arrive(channel=wire.channel, incoming=Incoming(**(told | more)), at=moment)

    return say


def conversation() -> Conversation:
    return Conversation.objects.get()
