"""Boundaries and lists of places that an administrator brings from elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.territory import events as facts
from jaras.territory import queries
from jaras.territory.actions.places import add_place, checked
from jaras.territory.models import Commune
from jaras.territory.rules import geojson, places_file
from jaras.territory.rules.geojson import BadGeoJSON
from jaras.territory.rules.geometry import Point
from jaras.territory.rules.places_file import BadTable, Line
from jaras.territory.rules.rights import TerritoryVerb

CREDIT = 300
Progress = Callable[[int, int], None]

SENTENCES = {
    "not_json": gettext_lazy("This file is not GeoJSON: it cannot be read."),
    "not_a_collection": gettext_lazy("This file is not a GeoJSON FeatureCollection."),
    "empty": gettext_lazy("This file is empty."),
    "not_a_feature": gettext_lazy("Something in this file is not a feature."),
    "no_code": gettext_lazy("A feature has no HCP code (property “code_hcp” or “code”)."),
    "code_twice": gettext_lazy("Two features have the same code."),
    "not_a_polygon": gettext_lazy("A boundary is a Polygon or a MultiPolygon."),
    "broken": gettext_lazy("A boundary is broken."),
    "open_ring": gettext_lazy("A boundary does not come back to where it begins."),
    "not_degrees": gettext_lazy("A position is not in degrees: longitude, then latitude (WGS 84)."),
    "not_a_table": gettext_lazy("This file is not a table in CSV (UTF-8): it cannot be read."),
    "columns_missing": gettext_lazy(
        "The table needs the columns “commune_code” and “quartier” (or “name_fr”, or “name_ar”)."
    ),
    "too_long": gettext_lazy("The table is too long: import it in parts of 5,000 lines."),
    "half_a_point": gettext_lazy("A point needs its latitude and its longitude."),
}


@dataclass(frozen=True)
class Imported:
    """What an import took, what it knew already, the codes it could not place."""

    taken: int
    known: int = 0
    unknown: tuple[str, ...] = ()


def import_boundaries(*, content: bytes, by: Actor, at: datetime, attribution: str = "") -> Imported:
    """Keep the polygons of a GeoJSON file, with the words that credit its makers."""
    access.require(by, TerritoryVerb.SETTINGS)
    try:
        collection = geojson.read(content)
    except BadGeoJSON as bad:
        raise Refused(_sentence(bad.code, bad.where), field="file") from bad
    credit = text.within(attribution, limit=CREDIT, field="attribution") or collection.attribution[:CREDIT]
    if not credit:
        raise Refused(_("The file does not say whom a map must credit: write it here."), field="attribution")
    codes = _communes_by_code()
    found = {codes[key]: each for each in collection.boundaries if (key := geojson.plain(each.code)) in codes}
    if not found:
        raise Refused(_("No feature of this file has the HCP code of a commune."), field="file")
    with transaction.atomic():
        for code, each in found.items():
            Commune.objects.filter(pk=code).update(boundary=each.polygons, boundary_source=credit)
        events.publish(facts.BoundariesImported(communes=len(found)), by=by, at=at)
    unknown = [each.code for each in collection.boundaries if geojson.plain(each.code) not in codes]
    return Imported(taken=len(found), unknown=tuple(unknown))


def import_places(*, content: bytes, by: Actor, at: datetime, progress: Progress | None = None) -> Imported:
    """Add the places of a table one by one, as by hand: each is kept at once, a second import adds nothing.

    A table with a fault is refused whole before the first place is added.
    """
    access.require(by, TerritoryVerb.SETTINGS)
    try:
        lines = places_file.read(content)
    except BadTable as bad:
        raise Refused(_sentence(bad.code, str(bad.line or "")), field="file") from bad
    codes = _communes_by_code()
    placed = [(line, codes.get(geojson.plain(line.commune_code))) for line in lines]
    for line, _code in placed:
        _require_sound(line)
    taken = known = 0
    for done, (line, code) in enumerate(placed, start=1):
        if code is not None:
            added = _add(line, Commune(code=code), by=by, at=at)
            taken, known = taken + added, known + (not added)
        if progress:
            progress(done, len(placed))
    unknown = dict.fromkeys(line.commune_code for line, code in placed if code is None)
    return Imported(taken=taken, known=known, unknown=tuple(unknown))


def _communes_by_code() -> dict[str, str]:
    return {geojson.plain(code): code for code in Commune.objects.values_list("code", flat=True)}


def _fields(line: Line) -> dict[str, Any]:
    whole = line.latitude is not None and line.longitude is not None
    return {
        "kind": line.kind,
        "name_fr": line.name_fr,
        "name_ar": line.name_ar,
        "aliases": line.aliases,
        "point": Point(line.latitude or 0.0, line.longitude or 0.0) if whole else None,
    }


def _require_sound(line: Line) -> None:
    try:
        checked(**_fields(line))
    except Refused as refused:
        raise Refused(
            _("Line %(n)d: %(why)s") % {"n": line.number, "why": refused}, field="file"
        ) from refused


@transaction.atomic
def _add(line: Line, commune: Commune, *, by: Actor, at: datetime) -> bool:
    """Whether the place was new."""
    if queries.same_place(commune=commune, kind=line.kind, name_fr=line.name_fr, name_ar=line.name_ar):
        return False
    add_place(commune=commune, by=by, at=at, **_fields(line))
    return True


def _sentence(code: str, where: str) -> str:
    sentence = str(SENTENCES[code])
    return f"{sentence} ({where})" if where else sentence
