"""The log of facts: each is written in the transaction of the change that made it true."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from jaras.kernel.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened, told in ids and codes only: never a personal value.

    `subject` names the kind of thing it happened to; the field `<subject>_id` holds which one.
    """

    subject: ClassVar[str]


E = TypeVar("E", bound=Event)
_listeners: dict[type[Event], list[Callable[..., None]]] = {}


def subscribe(event: type[E], listener: Callable[..., None]) -> None:
    """Call `listener(event, by=, at=)` inside the transaction that publishes `event`."""
    if listener not in _listeners.setdefault(event, []):
        _listeners[event].append(listener)


def publish(event: Event, *, by: Actor, at: datetime) -> None:
    """Write the event, then let later packages react in the same transaction."""
    from jaras.kernel.models import EventRecord

    data: dict[str, Any] = asdict(event)
    EventRecord.objects.create(
        name=type(event).__name__,
        subject=event.subject,
        subject_id=data.pop(f"{event.subject}_id"),
        data=data,
        by_id=by.member_id,
        at=at,
    )
    for listener in _listeners.get(type(event), ()):
        listener(event, by=by, at=at)
