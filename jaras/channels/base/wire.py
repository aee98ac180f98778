"""What programs say in JSON, taken apart without trusting its shape."""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from jaras.conversations.rules import Unreadable

Said = Mapping[str, Any]


def loaded(body: bytes) -> Said:
    """An object, in whatever Unicode it came, with nothing that a database refuses; raises `Unreadable`."""
    try:
        words = body.decode(json.detect_encoding(body), "replace")
        found = _storable(json.loads(words, parse_constant=lambda _word: None))
    except (ValueError, RecursionError) as fault:
        raise Unreadable(str(fault)) from fault
    if not isinstance(found, dict):
        raise Unreadable("no object")
    return found


def _storable(value: Any) -> Any:
    match value:
        case str():
            return value.replace("\0", "\N{REPLACEMENT CHARACTER}").encode(errors="replace").decode()
        case dict():
            return {_storable(key): _storable(inner) for key, inner in value.items()}
        case list():
            return [_storable(inner) for inner in value]
        case float() if not math.isfinite(value):
            return None
        case _:
            return value


def inner(said: Said, key: str) -> Said:
    """The object under a key; an empty one where there is none."""
    found = said.get(key)
    return found if isinstance(found, Mapping) else {}


def each(said: Said, key: str) -> Iterator[Said]:
    """The objects of a list under a key."""
    found = said.get(key)
    return (one for one in (found if isinstance(found, list) else ()) if isinstance(one, Mapping))


def word(said: Said, key: str) -> str:
    """Words, an id, a number under a key, as text."""
    found = said.get(key)
    return str(found) if isinstance(found, str | int | float) and not isinstance(found, bool) else ""


def number(said: Said, key: str) -> float | None:
    try:
        return float(word(said, key))
    except ValueError:
        return None


def moment(said: Said, key: str, *, per_second: int = 1) -> datetime:
    """Seconds (or their parts) since 1970; where nothing sensible is told, now."""
    try:
        return datetime.fromtimestamp(float(word(said, key)) / per_second, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC)


def fingerprint(said: Said) -> str:
    """An id for what came without one: the same words delivered again are not taken twice."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
