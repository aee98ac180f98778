"""Somebody who writes on the channel of the tests, somebody who answers."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from jaras.conversations import actions
from jaras.conversations.models import Conversation, Heard
from jaras.conversations.rules import Incoming, Kind
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import Actor
from tests.wires import Wire, strung


@pytest.fixture
def wire(db: None) -> Iterator[Wire]:
    with strung(Wire()) as line:
        yield line


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
