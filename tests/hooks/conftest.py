"""An administrator, a program that listens."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from jaras.governance.models import Member, actor_of
from jaras.hooks import actions
from jaras.hooks.lists import kinds
from jaras.kernel.actor import Actor
from tests.hooks.receiver import Receiver, receiving


@pytest.fixture
def administrator(member: Callable[..., Member]) -> Actor:
    return actor_of(member("administrator"))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as taker:
        yield taker


@pytest.fixture
def listening(
    administrator: Actor,
    receiver: Receiver,
    at: datetime,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> actions.Registered:
    """The receiver is told of everything that may leave."""
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        return actions.register(
            name="Observatoire",
            address=receiver.address,
            kinds=kinds().codes(),
            by=administrator,
            at=at,
        )
