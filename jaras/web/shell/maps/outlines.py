"""The map with boundaries: Web Mercator, simplified to what the page can show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, pi, radians, tan

from jaras.territory.queries import Shape
from jaras.territory.rules.geometry import Point

WIDTH, TALLEST = 720, 760
GRAIN = 2  # two positions in each unit: finer than a screen shows
MARGIN = 4
LEVELS = 11  # how many heights are tried for a label

Position = tuple[int, int]


@dataclass(frozen=True)
class Spot:
    """A named point to draw on the map."""

    name: str
    point: Point


@dataclass(frozen=True)
class Outline:
    """One commune on the sheet, with the middle of its widest part and the room there."""

    path: str
    x: float
    y: float
    room: float


@dataclass(frozen=True)
class Sheet:
    """All outlines of a territory at one scale."""

    height: int
    outlines: Mapping[str, Outline]
    west: float
    north: float
    scale: float

    def place(self, point: Point) -> tuple[float, float] | None:
        """Where a point falls on the sheet; none outside."""
        x = (radians(point.longitude) - self.west) * self.scale + MARGIN
        y = (self.north - _mercator(point.latitude)) * self.scale + MARGIN
        return (round(x, 1), round(y, 1)) if 0 <= x <= WIDTH and 0 <= y <= self.height else None


_last: list[tuple[Mapping[str, Shape], Sheet]] = []


def sheet(shapes: Mapping[str, Shape]) -> Sheet:
    """Drawn once for as long as the boundaries stay the same."""
    if not (_last and _last[0][0] is shapes):
        _last[:] = [(shapes, _draw(shapes))]
    return _last[0][1]


def _draw(shapes: Mapping[str, Shape]) -> Sheet:
    boxes = [shape.box for shape in shapes.values()]
    west, east = radians(min(b.west for b in boxes)), radians(max(b.east for b in boxes))
    south, north = _mercator(min(b.south for b in boxes)), _mercator(max(b.north for b in boxes))
    inner_width, inner_height = WIDTH - 2 * MARGIN, TALLEST - 2 * MARGIN
    scale = min(inner_width / (east - west), inner_height / (north - south))
    west -= (inner_width / scale - (east - west)) / 2
    height = round((north - south) * scale) + 2 * MARGIN
    blank = Sheet(height, {}, west, north, scale)
    outlines = {code: _outline(shape, blank) for code, shape in shapes.items()}
    return Sheet(height, outlines, west, north, scale)


def _mercator(latitude: float) -> float:
    return log(tan(pi / 4 + radians(max(-85.0, min(85.0, latitude))) / 2))


def _outline(shape: Shape, blank: Sheet) -> Outline:
    rings = [[_simplified(ring, blank) for ring in polygon] for polygon in shape.polygons]
    largest = max((polygon[0] for polygon in rings), key=_area)
    x, y, room = _widest(largest)
    path = "".join(_path(ring) for polygon in rings for ring in polygon if len(ring) > 2)
    return Outline(path, x, y, room)


def _simplified(ring: Sequence[Sequence[float]], blank: Sheet) -> list[Position]:
    """Snapped to the grain: neighbours that share a border keep sharing it."""
    snapped: list[Position] = []
    for longitude, latitude, *_height in ring:
        x = (radians(longitude) - blank.west) * blank.scale + MARGIN
        y = (blank.north - _mercator(latitude)) * blank.scale + MARGIN
        position = (round(x * GRAIN), round(y * GRAIN))
        if snapped and position == snapped[-1]:
            continue
        if len(snapped) > 1 and _straight(snapped[-2], snapped[-1], position):
            snapped.pop()
        snapped.append(position)
    return snapped


def _straight(a: Position, b: Position, c: Position) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def _area(ring: Sequence[Position]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*ring, ring[0])))) / 2


def _path(ring: Sequence[Position]) -> str:
    start = ring[0]
    steps = (f"{_unit(b[0] - a[0])} {_unit(b[1] - a[1])}" for a, b in pairwise(ring))
    return f"M{_unit(start[0])} {_unit(start[1])}l{' '.join(steps)}z"


def _unit(steps: int) -> str:
    return f"{steps / GRAIN:g}"


def _widest(ring: Sequence[Position]) -> tuple[float, float, float]:
    """The middle and the length of the widest stretch inside the ring, rather near its centre."""
    heights = [y for _x, y in ring]
    top, bottom = min(heights), max(heights)
    best = (0.0, ring[0][0] / GRAIN, ring[0][1] / GRAIN, 0.0)
    for level in range(1, LEVELS + 1):
        share = level / (LEVELS + 1)
        y = top + (bottom - top) * share + 0.01
        for west, east in _stretches(ring, y):
            worth = (east - west) * (1 - abs(share - 0.5))
            if worth > best[0]:
                best = (worth, (west + east) / 2 / GRAIN, y / GRAIN, (east - west) / GRAIN)
    return round(best[1], 1), round(best[2], 1), round(best[3], 1)


def _stretches(ring: Sequence[Position], y: float) -> Iterable[tuple[float, float]]:
    crossings = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in pairwise((*ring, ring[0]))
        if (a[1] > y) != (b[1] > y)
    )
    return zip(crossings[::2], crossings[1::2], strict=False)
