"""The events that outsiders may be told of reach those who listen, in their own transaction."""

from collections.abc import Sequence
from datetime import datetime

from jaras.hooks import actions
from jaras.hooks.lists import kinds_by_event
from jaras.kernel.actor import Actor
from jaras.kernel.events import Event, subscribe_many


def listen() -> None:
    for event in kinds_by_event():
        subscribe_many(event, on_events)


def on_events(published: Sequence[Event], *, by: Actor, at: datetime) -> None:
    actions.tell(published=published, by=by, at=at)
