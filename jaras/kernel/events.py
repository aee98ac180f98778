"""The log of facts: each is written in the transaction of the change that made it true."""

from collections import defaultdict
from collections.abc import Callable, Sequence
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
_listeners_of_many: dict[type[Event], list[Callable[..., None]]] = {}


def subscribe(event: type[E], listener: Callable[..., None]) -> None:
    """Call `listener(event, by=, at=)` inside the transaction that publishes `event`."""
    if listener not in _listeners.setdefault(event, []):
        _listeners[event].append(listener)


def subscribe_many(event: type[E], listener: Callable[..., None]) -> None:
    """Call `listener(events, by=, at=)` once for all that are published together, be it one."""
    if listener not in _listeners_of_many.setdefault(event, []):
        _listeners_of_many[event].append(listener)


def publish(event: Event, *, by: Actor, at: datetime) -> None:
    """Write the event, then let later packages react in the same transaction."""
    publish_many([event], by=by, at=at)


def publish_many(published: Sequence[Event], *, by: Actor, at: datetime) -> None:
    """The same for many events at once: few queries, each event with its own row."""
    from jaras.kernel.models import EventRecord

    EventRecord.objects.bulk_create([_row(event, by=by, at=at) for event in published])
    kinds: dict[type[Event], list[Event]] = defaultdict(list)
    for event in published:
        kinds[type(event)].append(event)
    for kind, of_kind in kinds.items():
        for listener in _listeners.get(kind, ()):
            for event in of_kind:
                listener(event, by=by, at=at)
        for listener in _listeners_of_many.get(kind, ()):
            listener(of_kind, by=by, at=at)


def _row(event: Event, *, by: Actor, at: datetime) -> Any:
    from jaras.kernel.models import EventRecord

    data: dict[str, Any] = asdict(event)
    return EventRecord(
        name=type(event).__name__,
        subject=event.subject,
        subject_id=data.pop(f"{event.subject}_id"),
        data=data,
        by_id=by.member_id,
        at=at,
    )
