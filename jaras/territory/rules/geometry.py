"""Points on the globe: how far apart, within which boundary."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.8
# Beyond this, the nearest named place says nothing of where a point is.
NEAR_ENOUGH_M = 15_000

Position = tuple[float, float]  # longitude, latitude, as GeoJSON orders them
Ring = Sequence[Sequence[float]]
Polygons = Sequence[Sequence[Ring]]  # each polygon: its outline, then its holes


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the globe, in degrees."""

    latitude: float
    longitude: float

    def is_possible(self) -> bool:
        return -90 <= self.latitude <= 90 and -180 <= self.longitude <= 180


def distance_m(a: Point, b: Point) -> float:
    """Metres between two points as the bird flies."""
    north, east = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    chord = sin(north / 2) ** 2
    chord += cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, chord)))


def is_inside(point: Point, polygons: Polygons) -> bool:
    """Within an outline, in none of its holes."""
    return any(
        _crossed(point, outline) and not any(_crossed(point, hole) for hole in holes)
        for outline, *holes in polygons
    )


def _crossed(point: Point, ring: Ring) -> bool:
    """Whether a line from the point to the east crosses the ring an odd number of times."""
    x, y = point.longitude, point.latitude
    odd = False
    previous = ring[-1]
    for current in ring:
        (ax, ay), (bx, by) = previous[:2], current[:2]
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
        previous = current
    return odd


@dataclass(frozen=True, slots=True)
class Box:
    """The smallest rectangle of degrees around something."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        return self.west <= point.longitude <= self.east and self.south <= point.latitude <= self.north


def box(polygons: Polygons) -> Box:
    return around(position for outline, *_ in polygons for position in outline)


def around(positions: Iterable[Sequence[float]]) -> Box:
    known = list(positions)
    longitudes = [position[0] for position in known]
    latitudes = [position[1] for position in known]
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
