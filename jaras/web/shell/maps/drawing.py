"""A figure for each commune of the territory, as a map that prints."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from jaras.territory import queries
from jaras.territory.models import Commune
from jaras.web.shell.maps import cells, labels, outlines
from jaras.web.shell.maps.shades import Shades, shades

Address = Callable[[Commune], str]


@dataclass(frozen=True)
class Area:
    """A commune with its figure, what is shown of it, the address behind it, the shade it is drawn in."""

    commune: Commune
    value: int
    shown: str
    href: str
    shade: int


@dataclass(frozen=True)
class Group:
    """The towns, or the communes of one cercle."""

    name: str
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Dot:
    """A named place on the sheet."""

    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """What the template of the map needs: either honeycombs or a sheet with outlines."""

    groups: tuple[Group, ...]
    shades: Shades
    combs: tuple[cells.Honeycomb, ...] = ()
    sheet: outlines.Sheet | None = None
    wide: tuple[labels.Label, ...] = ()
    narrow: tuple[labels.Label, ...] = ()
    dots: tuple[Dot, ...] = ()
    attribution: str = ""

    @property
    def areas(self) -> list[Area]:
        return [area for group in self.groups for area in group.areas]


def of_communes(
    values: Mapping[str, int],
    *,
    shown: Mapping[str, str] | None = None,
    address: Address | None = None,
    spots: Sequence[outlines.Spot] = (),
) -> Drawing:
    """Draw one figure for each commune of the territory in force, zero where none is given.

    `shown` says in words what is not shown as a number.
    """
    communes = queries.communes()
    scale = shades(values.get(commune.code, 0) for commune in communes)
    groups = tuple(
        Group(name, tuple(_area(commune, values, shown or {}, scale, address) for commune in members))
        for name, members in _by_cercle(communes)
    )
    shapes = queries.shapes()
    # A map with holes would lie: every commune has its boundary, or all are equal cells.
    if shapes and all(commune.code in shapes for commune in communes):
        return _with_boundaries(groups, scale, shapes, spots)
    mirrored = get_language_bidi()
    combs = (
        cells.honeycomb([area.commune.name for area in group.areas], mirrored=mirrored) for group in groups
    )
    return Drawing(groups, scale, combs=tuple(combs))


def _area(
    commune: Commune,
    values: Mapping[str, int],
    shown: Mapping[str, str],
    scale: Shades,
    address: Address | None,
) -> Area:
    value = values.get(commune.code, 0)
    said = shown.get(commune.code, str(value))
    return Area(commune, value, said, address(commune) if address else "", scale.of(value))


def _by_cercle(communes: Sequence[Commune]) -> list[tuple[str, list[Commune]]]:
    return [
        (cercle_name(members[0]), members)
        for members in (list(rows) for _code, rows in groupby(communes, key=lambda row: row.cercle_code))
    ]


def cercle_name(commune: Commune) -> str:
    """The title of the group of a commune: its cercle, else the towns."""
    if not commune.cercle_code:
        return _("Towns")
    arabic = get_language_bidi()
    name = (commune.cercle_ar if arabic else commune.cercle_fr) or commune.cercle_fr
    return _("Cercle of {name}").format(name=name)


def _with_boundaries(
    groups: tuple[Group, ...],
    scale: Shades,
    shapes: Mapping[str, queries.Shape],
    spots: Sequence[outlines.Spot],
) -> Drawing:
    sheet = outlines.sheet(shapes)
    wanted = [
        labels.Wanted(
            name=area.commune.name,
            figure=area.shown,
            x=sheet.outlines[area.commune.code].x,
            y=sheet.outlines[area.commune.code].y,
            room=sheet.outlines[area.commune.code].room,
            weight=area.commune.population or 0,
            shade=area.shade,
        )
        for group in groups
        for area in group.areas
    ]
    found = ((spot.name, sheet.place(spot.point)) for spot in spots)
    return Drawing(
        groups,
        scale,
        sheet=sheet,
        wide=tuple(labels.placed(wanted, size=labels.WIDE, width=outlines.WIDTH)),
        narrow=tuple(labels.placed(wanted, size=labels.NARROW, width=outlines.WIDTH)),
        dots=tuple(Dot(name, *where) for name, where in found if where),
        attribution=" · ".join(dict.fromkeys(shape.attribution for shape in shapes.values())),
    )
