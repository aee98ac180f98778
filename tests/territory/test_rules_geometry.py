"""Distances, what is inside what."""

import pytest

from jaras.territory.rules.geometry import Point, box, distance_m, is_inside

KHOURIBGA, OUED_ZEM = Point(32.881, -6.906), Point(32.863, -6.574)
SQUARE = [[-7.0, 32.0], [-6.0, 32.0], [-6.0, 33.0], [-7.0, 33.0], [-7.0, 32.0]]
HOLE = [[-6.6, 32.4], [-6.4, 32.4], [-6.4, 32.6], [-6.6, 32.6], [-6.6, 32.4]]


def test_two_towns_are_thirty_one_kilometres_apart() -> None:
    assert distance_m(KHOURIBGA, OUED_ZEM) == pytest.approx(31_060, rel=0.01)


def test_a_point_is_nowhere_from_itself() -> None:
    assert distance_m(KHOURIBGA, KHOURIBGA) == 0


def test_a_point_in_the_outline_is_inside() -> None:
    assert is_inside(Point(32.1, -6.9), [[SQUARE]])


def test_a_point_in_a_hole_is_outside() -> None:
    assert not is_inside(Point(32.5, -6.5), [[SQUARE, HOLE]])


def test_any_of_several_polygons_will_do() -> None:
    assert is_inside(Point(32.5, -6.5), [[[[0, 0], [1, 0], [1, 1], [0, 0]]], [SQUARE]])


def test_a_box_holds_its_corners() -> None:
    assert box([[SQUARE]]).holds(Point(33.0, -6.0))


@pytest.mark.parametrize("point", [Point(91, 0), Point(0, 181), Point(float("nan"), 0)])
def test_a_point_off_the_globe_is_impossible(point: Point) -> None:
    assert not point.is_possible()
