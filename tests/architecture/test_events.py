"""The log holds ids and codes, never a personal value: every field of every event is reviewed here."""

import datetime
from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from django.apps import apps

from jaras.kernel.events import Event

# What a text of an event may be: the code of a list or of a state, the name of a verb or of columns,
# a digest, a month, a day, a public number to dial. Look at a field with another name before it comes in.
CODES = {
    *(
        "after",
        "answer",
        "asked_by",
        "asker",
        "aspect",
        "before",
        "changed",
        "channel",
        "code",
        "codes",
        "columns",
        "role",
        "commune_code",
        "purpose",
    ),
    *("compartment",),
    *("content", "day", "fields", "first", "flagged", "form", "grid", "how", "key", "kept", "kind", "kinds"),
    *("known", "language", "last", "level", "number", "outcome", "pole", "proposed", "province_code"),
    *(
        "reach",
        "reminder",
        "result",
        "right",
        "roles",
        "service",
        "stage",
        "state",
        "step",
        "theme",
        "urgency",
        "verb",
        "way",
    ),
    *("what", "why"),
}
SAFE = (int, bool, type(None), datetime.date, datetime.datetime)


for config in apps.get_app_configs():
    place = f"{config.name}.events"
    if config.name.startswith("jaras.") and find_spec(place):
        for module in iter_modules(getattr(import_module(place), "__path__", ())):
            import_module(f"{place}.{module.name}")


def every(kind: type[Event] = Event) -> Iterator[type[Event]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("jaras."):
            yield each
        yield from every(each)


def name(event: type[Event]) -> str:
    return event.__name__


EVENTS: list[type[Event]] = list(dict.fromkeys(every()))


def texts(hint: Any) -> bool:
    """Whether a field of this type can hold words."""
    if get_origin(hint) is not None or isinstance(hint, UnionType):
        return any(texts(each) for each in get_args(hint) if each is not Ellipsis)
    return not (isinstance(hint, type) and (issubclass(hint, SAFE) or issubclass(hint, Enum)))


def test_there_are_events() -> None:
    assert len(EVENTS) > 80


@pytest.mark.parametrize("event", EVENTS, ids=name)
def test_no_event_holds_words_of_anybody(event: type[Event]) -> None:
    hints = get_type_hints(event)
    unknown = [each.name for each in fields(event) if texts(hints[each.name]) and each.name not in CODES]
    assert unknown == [], (
        "a code or a digest? then add its name; a value of somebody goes into a row, never here"
    )


def test_words_would_be_found() -> None:
    assert texts(str)
    assert texts(tuple[str, ...])
    assert texts(dict[str, Any])
    assert not texts(int | None)
