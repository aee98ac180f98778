"""The usual actors that somebody chose, as entries: out of the public directory until they are confirmed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jaras.imports.rules.entries import Entry, Found, Kind

Actor = Mapping[str, Any]  # name_fr, name_ar, acronym, kind, poles, services


def chosen(actors: Iterable[tuple[str, Actor]]) -> Found:
    """Their names find those that are there already, of whom nothing is changed."""
    return Found([entry for code, actor in actors for entry in _entries(code, actor)])


def _entries(code: str, actor: Actor) -> Iterator[Entry]:
    fresh = {name: actor[name] for name in ("name_ar", "acronym", "kind", "poles")} | {"public": False}
    words = {"name_fr": actor["name_fr"]}
    yield Entry(kind=Kind.ORGANISATION, where="", key=code, words=words, fresh=fresh)
    for service in actor["services"]:
        yield Entry(kind=Kind.SERVICE, where="", of=code, words={"code": service}, fresh={"public": False})
