"""Squares of about 500 m."""

from math import cos, radians

from hypothesis import given
from hypothesis import strategies as st

from jaras.territory.rules.cells import METRES, around, cell_of
from jaras.territory.rules.geometry import Point, distance_m

latitudes = st.floats(-70, 70)
longitudes = st.floats(-179, 179)
turns = st.floats(-1, 1)


@given(latitudes, longitudes, turns, turns)
def test_whatever_is_nearer_than_500_metres_lies_in_a_square_around(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    here = Point(latitude, longitude)
    wide = cos(radians(latitude)) * 111_320
    there = Point(latitude + north * METRES / 111_320, longitude + east * METRES / wide)
    if distance_m(here, there) < METRES * 0.98:
        assert cell_of(there) in around(here)


@given(latitudes, longitudes)
def test_a_square_is_about_500_metres_wide(latitude: float, longitude: float) -> None:
    squares = {
        cell_of(Point(latitude, longitude + step * METRES / 111_320 / cos(radians(latitude))))
        for step in range(3)
    }
    assert len(squares) >= 2
    assert cell_of(Point(latitude + 2 * METRES / 111_320, longitude)) not in around(
        Point(latitude, longitude)
    )
