"""Squares of about 500 m that say roughly where a point is."""

from math import cos, floor, radians

from jaras.territory.rules.geometry import Point

METRES = 500
ROW = METRES / 111_320  # degrees of latitude
LEAST = 0.01  # near the poles a square stays one


def cell_of(point: Point) -> str:
    """The square in which the point is: the same for all points of it, nothing else about them."""
    row = floor(point.latitude / ROW)
    return f"{row}:{_column(row, point.longitude)}"


def around(point: Point) -> frozenset[str]:
    """The square of the point with those that touch it: whatever is nearer than 500 m lies in one of them."""
    row = floor(point.latitude / ROW)
    rows = (row - 1, row, row + 1)
    return frozenset(
        f"{each}:{_column(each, point.longitude) + side}" for each in rows for side in (-1, 0, 1)
    )


def _column(row: int, longitude: float) -> int:
    """Squares of one row are equally wide."""
    return floor(longitude * max(LEAST, cos(radians((row + 0.5) * ROW))) / ROW)
