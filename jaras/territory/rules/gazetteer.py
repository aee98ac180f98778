"""The names by which people say where something is, as plain rows."""

from dataclasses import dataclass

from jaras.territory.rules.geometry import Point


@dataclass(frozen=True, slots=True)
class CommuneName:
    """A commune of the territory, with the ways its name is written."""

    code: str
    name_fr: str
    name_ar: str
    aliases: tuple[str, ...]
    urban: bool


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A quartier, a douar or a named place of the territory."""

    id: int
    commune_code: str
    kind: str
    name_fr: str
    name_ar: str
    aliases: tuple[str, ...]
    point: Point | None


@dataclass(frozen=True, slots=True)
class ElsewhereName:
    """A province or a commune outside the territory: naming it says "not here"."""

    code: str
    name_fr: str
    name_ar: str


@dataclass(frozen=True, slots=True)
class Names:
    """Every name that may be heard on the telephone."""

    communes: tuple[CommuneName, ...] = ()
    places: tuple[PlaceName, ...] = ()
    other_communes: tuple[ElsewhereName, ...] = ()
    other_provinces: tuple[ElsewhereName, ...] = ()
