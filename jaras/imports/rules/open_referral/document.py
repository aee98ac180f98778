"""The objects of a document, wherever the standard lets them stand."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from jaras.imports.rules.entries import Entry, Found, Kind, Noticed
from jaras.imports.rules.faults import Code, Fault
from jaras.imports.rules.open_referral import objects
from jaras.imports.rules.open_referral.reading import Object, Piece, Reading

MOST_ENTRIES = 5_000
MOST_NOTICED = 20
LISTS = ("organizations", "services", "locations", "service_at_locations")


class Wrong(StrEnum):
    """Why a document gives nothing."""

    NOT_JSON = "not_json"
    NO_OBJECT = "no_object"
    TOO_MANY = "too_many"


class BadDocument(ValueError):
    def __init__(self, wrong: Wrong) -> None:
        super().__init__(wrong.value)
        self.wrong = wrong


def read(content: bytes, reading: Reading) -> Found:
    """One organisation, a list of them, a page of any list of the standard."""
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise BadDocument(Wrong.NOT_JSON) from broken
    document = _Document(reading)
    for path, each in _items(said):
        document.take(path, each)
    if not document.entries:
        raise BadDocument(Wrong.NO_OBJECT)
    return Found(document.entries, document.noticed[:MOST_NOTICED])


def _items(said: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(said, list):
        yield from ((f"[{place}]", each) for place, each in enumerate(said))
    elif isinstance(said, dict) and isinstance(said.get("contents"), list):
        yield from ((f"contents[{place}]", each) for place, each in enumerate(said["contents"]))
    elif isinstance(said, dict) and "id" not in said and "name" not in said and said.keys() & set(LISTS):
        for name in LISTS:
            listed = said.get(name)
            for place, each in enumerate(listed if isinstance(listed, list) else []):
                yield f"{name}[{place}]", each
    else:
        yield "$", said


class _Document:
    """Entries as they are met; what stands twice is one entry."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.entries: list[Entry] = []
        self.noticed: list[Noticed] = []
        self.places: dict[tuple[Kind, str], int] = {}

    def take(self, path: str, said: Any) -> None:
        """An object by what it holds, for nothing in the standard says of which kind it is."""
        if not isinstance(said, dict) or not said:
            self.noticed.append(Noticed("strange", path))
        elif isinstance(said.get("service"), dict):
            self._service(f"{path}.service", said["service"], "")
            if isinstance(said.get("location"), dict):
                self._location(f"{path}.location", said["location"], _owner(said["service"]))
        elif "location_type" in said or "addresses" in said:
            self._location(path, said, "")
        elif "organization_id" in said or "organization" in said or "schedules" in said:
            self._service(path, said, "")
        elif "name" in said or "services" in said:
            self._organisation(path, said)
        else:
            self.noticed.append(Noticed("strange", path))

    def _organisation(self, path: str, said: Object) -> None:
        piece = objects.organisation(said, self.reading)
        own = piece.text("id") or path  # what stands beneath it is its own, even where it has no id
        locations = list(piece.parts("locations"))
        cities = [objects.location(each, self.reading).words.get("commune") for _name, each in locations]
        fresh = {"kind": "association"} | ({"commune": cities[0]} if cities and cities[0] else {})
        self._add(Kind.ORGANISATION, path, piece, key=own, fresh=fresh)
        for name, each in piece.parts("services"):
            self._service(f"{path}.{name}", each, own)
        for name, each in locations:
            self._location(f"{path}.{name}", each, own)
        for name, each in piece.parts("contacts"):
            self._contact(f"{path}.{name}", each, own)

    def _service(self, path: str, said: Object, within: str) -> None:
        brief = said.get("organization")
        if isinstance(brief, dict) and not within and Piece(brief).text("id"):
            self._organisation(f"{path}.organization", {**brief, "services": []})
        piece = objects.service(said, self.reading)
        of = self._of(piece, within)
        self._add(Kind.SERVICE, path, piece, of=of)
        for name, each in piece.parts("service_at_locations"):
            if isinstance(each.get("location"), dict):
                self._location(f"{path}.{name}.location", each["location"], of)
        for name, each in piece.parts("contacts"):
            self._contact(f"{path}.{name}", each, of)

    def _location(self, path: str, said: Object, within: str) -> None:
        if said.get("location_type") in ("virtual", "postal"):
            return
        piece = objects.location(said, self.reading)
        self._add(Kind.SITE, path, piece, of=self._of(piece, within))

    def _contact(self, path: str, said: Object, within: str) -> None:
        piece = objects.contact(said)
        self._add(Kind.CONTACT, path, piece, of=self._of(piece, within), fresh={"public": True})

    def _of(self, piece: Piece, within: str) -> str:
        """Its organisation: the one it stands in, which must be the one it names."""
        named = _owner(piece.of)
        if within and named and named != within and (Kind.ORGANISATION, within) in self.places:
            piece.wrong(Code.OWNER_OTHER, "of_name", named)
        return within or named

    def _add(
        self, kind: Kind, path: str, piece: Piece, *, key: str = "", of: str = "", fresh: Object | None = None
    ) -> None:
        key = key or piece.text("id")
        entry = Entry(
            kind=kind, where=path, key=key, of=of, words=piece.words, fresh=fresh or {}, faults=piece.faults
        )
        known = self.places.get((kind, key)) if key else None
        if known is not None:
            self.entries[known] = _joined(self.entries[known], entry)
            return
        if len(self.entries) >= MOST_ENTRIES:
            raise BadDocument(Wrong.TOO_MANY)
        if key:
            self.places[kind, key] = len(self.entries)
        self.entries.append(entry)


def _owner(said: Object) -> str:
    brief = said.get("organization")
    nested = Piece(brief).text("id") if isinstance(brief, Mapping) else ""
    return Piece(said).text("organization_id") or nested


def _joined(first: Entry, again: Entry) -> Entry:
    """One thing told in two places: each may say what the other does not, never something else."""
    other = [name for name, value in again.words.items() if first.words.get(name, value) != value]
    if first.of and again.of and first.of != again.of:
        other.append("of_name")
    faults = [Fault(Code.DIFFERS, name, "", again.where) for name in other]
    return replace(
        first,
        of=first.of or again.of,
        words={**again.words, **first.words},
        fresh={**again.fresh, **first.fresh},
        faults=[*first.faults, *faults],
    )
