"""Long lists, a page at a time, by key: the thousandth page costs what the first does."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list with the key of what follows; empty when nothing does."""

    rows: list[Row]
    after: str


def page(rows: models.QuerySet[Row], *, order: Sequence[str], after: str = "", size: int = 50) -> Page[Row]:
    """The rows that follow the key `after`, in `order` (`-moved_at`, `-id`); a bad key starts again."""
    keys = _decode(after, len(order))
    if keys and _fit(rows.model, order, keys):
        rows = rows.filter(_beyond(order, keys))
    return cut(list(rows.order_by(*order)[: size + 1]), order=order, size=size)


def cut(found: list[Row], *, order: Sequence[str], size: int) -> Page[Row]:
    """The page of these rows in order, of which one more than its size was asked for."""
    more = len(found) > size
    found = found[:size]
    return Page(found, _encode([getattr(found[-1], name.lstrip("-")) for name in order]) if more else "")


def _fit(model: type[models.Model], order: Sequence[str], keys: Sequence[Any]) -> bool:
    """Whether each column may hold its part of the key: that of another list is none of this one's."""
    named = {field.attname: field for field in model._meta.concrete_fields}
    try:
        for name, key in zip(order, keys, strict=True):
            if field := named.get(name.lstrip("-")):
                field.get_prep_value(key)
    except (TypeError, ValueError, OverflowError, ValidationError):
        return False
    return True


def _beyond(order: Sequence[str], keys: Sequence[Any]) -> models.Q:
    """Rows strictly after the key: the first column bounds the index range, the others break ties."""
    name, key = order[0], keys[0]
    side = "lt" if name.startswith("-") else "gt"
    field = name.lstrip("-")
    if len(order) == 1:
        return models.Q(**{f"{field}__{side}": key})
    deeper = _beyond(order[1:], keys[1:])
    return models.Q(**{f"{field}__{side}e": key}) & (models.Q(**{f"{field}__{side}": key}) | deeper)


def _encode(keys: list[Any]) -> str:
    plain = [{"at": key.isoformat()} if isinstance(key, datetime) else key for key in keys]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _decode(text: str, length: int) -> list[Any]:
    try:
        keys = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(keys, list) or len(keys) != length:
            return []
        return [_value(key) for key in keys]
    except (ValueError, TypeError, KeyError, binascii.Error, UnicodeDecodeError):
        return []


def _value(key: Any) -> int | str | datetime:
    """A moment is marked as such, for a name may look like anything."""
    if isinstance(key, dict):
        return datetime.fromisoformat(key["at"])
    if isinstance(key, bool) or not isinstance(key, (int, str)):
        raise ValueError(key)
    return key
