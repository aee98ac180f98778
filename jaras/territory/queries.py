"""What the territory in force is, what it holds, where a point falls."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Count, Max, QuerySet

from jaras.kernel.folding import fold
from jaras.kernel.models import EventRecord
from jaras.kernel.prepared import prepared
from jaras.territory import lists
from jaras.territory.models import Commune, Installation, Place, Province
from jaras.territory.rules.gazetteer import CommuneName, ElsewhereName, Names, PlaceName
from jaras.territory.rules.geometry import NEAR_ENOUGH_M, Box, Point, Polygons, box, distance_m, is_inside

T = TypeVar("T")

# The other processes learn within this many seconds that the cell changed its name or its province.
INSTALLATION_LASTS_S = 5.0
_kept: dict[str, tuple[Any, Any]] = {}


def forget() -> None:
    """Read everything again."""
    _kept.clear()


def _keep(name: str, mark: Any, value: object) -> None:
    """Remember for this process; what a transaction reads may yet be undone, so it is not kept."""
    if not connection.in_atomic_block:
        _kept[name] = (mark, value)


def _as_of(mark: Any, name: str, read: Callable[[], T]) -> T:
    """What was read under this mark, else read it."""
    known = _kept.get(name)
    if known and known[0] == mark:
        value: T = known[1]
        return value
    value = read()
    _keep(name, mark, value)
    return value


def last_change() -> int:
    """A number that grows with every fact about the territory, in whichever process: one small query."""
    return max((last for (last,) in _last_changes()), default=0)


@prepared
def _last_changes() -> QuerySet[EventRecord, tuple[int]]:
    facts = EventRecord.objects.filter(subject__in=("territory", "place")).order_by()
    return facts.values("subject").annotate(last=Max("id")).values_list("last")


# --- the installation -------------------------------------------------------------------------


def installation() -> Installation | None:
    """This copy, with its province; `None` until a territory is chosen, which is never remembered."""
    known = _kept.get("installation")
    if known and known[0] > time.monotonic():
        row: Installation = known[1]
        return row
    found = Installation.objects.select_related("province").first()
    if found:
        _keep("installation", time.monotonic() + INSTALLATION_LASTS_S, found)
    return found


def communes() -> list[Commune]:
    """The communes of the territory, towns first, then by cercle, without their boundaries."""
    place = installation()
    if place is None:
        return []
    rows = _as_of((place.province_id, last_change()), "communes", lambda: _read_communes(place.province_id))
    return list(rows)


def _read_communes(province_code: str) -> tuple[Commune, ...]:
    rows = Commune.objects.filter(province_id=province_code).without_boundary()
    return tuple(rows.order_by("cercle_code", "-population", "code"))


def provinces(text: str = "") -> list[Province]:
    """The provinces in whose names, region or code every word of `text` stands."""
    words = fold(text).split()
    return [row for row in Province.objects.all() if all(word in _heard(row) for word in words)]


def _heard(row: Province) -> str:
    return fold(" ".join((row.code, row.name_fr, row.name_ar, row.region_fr, row.region_ar)))


# --- places -----------------------------------------------------------------------------------


def place_counts() -> dict[str, int]:
    """How many places are known in each commune that has some."""
    counted = Place.objects.active().values_list("commune_id").annotate(n=Count("pk")).order_by()
    return dict(counted)


def same_place(*, commune: Commune, kind: str, name_fr: str, name_ar: str) -> Place | None:
    """A place of this kind with the same name in one of the scripts, but for accents or capitals."""
    french, arabic = fold(name_fr), fold(name_ar)
    for place in Place.objects.filter(commune=commune, kind=kind):
        if (french and fold(place.name_fr) == french) or (arabic and fold(place.name_ar) == arabic):
            return place
    return None


def names() -> Names:
    """Every name by which a caller may say where something is, read again after any change."""
    place = installation()
    if place is None:
        return Names()
    return _as_of((place.province_id, last_change()), "names", lambda: _read_names(place.province_id))


def _read_names(province_code: str) -> Names:
    aliases = lists.commune_aliases()
    rows = list(Commune.objects.values_list("code", "name_fr", "name_ar", "urban", "province_id"))
    places = Place.objects.active().filter(commune__province_id=province_code)
    return Names(
        communes=tuple(
            CommuneName(code, french, arabic, aliases.get(code, ()), urban)
            for code, french, arabic, urban, province in rows
            if province == province_code
        ),
        places=tuple(
            PlaceName(
                place.pk,
                place.commune_id,
                place.kind,
                place.name_fr,
                place.name_ar,
                tuple(place.aliases),
                place.point,
            )
            for place in places
        ),
        other_communes=tuple(
            ElsewhereName(code, french, arabic)
            for code, french, arabic, _urban, province in rows
            if province != province_code
        ),
        other_provinces=tuple(
            ElsewhereName(row.code, row.name_fr, row.name_ar)
            for row in Province.objects.exclude(code=province_code)
        ),
    )


def located_places() -> list[tuple[PlaceName, Point]]:
    """The places whose point is known, with it."""
    return [(place, place.point) for place in names().places if place.point]


def latest_fact(subject: str, subject_id: int) -> EventRecord | None:
    """The last thing that happened to a place or to the territory."""
    return EventRecord.objects.filter(subject=subject, subject_id=subject_id).order_by("-id").first()


# --- where a point falls ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shape:
    """The boundary of a commune, with whom to credit for it."""

    polygons: Polygons
    box: Box
    attribution: str


def shapes() -> dict[str, Shape]:
    """The imported boundaries of the territory, by commune; empty where none were imported."""
    place = installation()
    if place is None:
        return {}
    return _as_of((place.province_id, last_change()), "shapes", lambda: _read_shapes(place.province_id))


def _read_shapes(province_code: str) -> dict[str, Shape]:
    rows = Commune.objects.filter(province_id=province_code).exclude(boundary=None)
    return {
        code: Shape(polygons, box(polygons), attribution)
        for code, polygons, attribution in rows.values_list("code", "boundary", "boundary_source")
        if polygons is not None
    }


def centres() -> dict[str, Point]:
    """The middle of each commune whose boundary was imported."""
    return {
        code: Point((shape.box.south + shape.box.north) / 2, (shape.box.west + shape.box.east) / 2)
        for code, shape in shapes().items()
    }


def commune_at(point: Point) -> Commune | None:
    """The commune of the territory where a point falls.

    Boundaries decide where they were imported; else the nearest named place does, if it is near enough.
    """
    if not point.is_possible():
        return None
    known = shapes()
    if known:
        code = next(
            (c for c, shape in known.items() if shape.box.holds(point) and is_inside(point, shape.polygons)),
            None,
        )
    else:
        nearest = nearest_place(point)
        code = nearest.commune_code if nearest else None
    return next((commune for commune in communes() if commune.code == code), None) if code else None


def nearest_place(point: Point, *, within_m: float = NEAR_ENOUGH_M) -> PlaceName | None:
    """The named place closest to a point, none beyond `within_m` metres."""
    reach = [(distance_m(point, there), place) for place, there in located_places()]
    near = [pair for pair in reach if pair[0] <= within_m]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def commune_of_code(code: str) -> Commune | None:
    """A commune of the territory by its code."""
    return next((commune for commune in communes() if commune.code == code), None)
