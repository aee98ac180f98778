"""What a file of boundaries may hold."""

import json
from typing import Any

import pytest

from jaras.territory.rules import geojson

RING = [[-7.0, 32.0], [-6.0, 32.0], [-6.0, 33.123456789], [-7.0, 32.0]]


def feature(code: object = "05.311.01.07", rings: Any = None, kind: str = "Polygon") -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": [RING] if rings is None else rings}
    return {"type": "Feature", "properties": {"code_hcp": code}, "geometry": geometry}


def collection(*features: object, **more: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}).encode()


def test_positions_are_kept_to_the_metre() -> None:
    (boundary,) = geojson.read(collection(feature())).boundaries
    assert boundary.polygons[0][0][2] == [-6.0, 33.12346]


def test_several_polygons_are_one_boundary() -> None:
    (boundary,) = geojson.read(collection(feature(kind="MultiPolygon", rings=[[RING], [RING]]))).boundaries
    assert len(boundary.polygons) == 2


def test_the_words_of_credit_are_found() -> None:
    assert geojson.read(collection(feature(), licence="© contributors")).attribution == "© contributors"


@pytest.mark.parametrize("code", ["05.311.01.07", "053110107", 53110107])
def test_a_code_is_the_same_with_points_or_without(code: object) -> None:
    (boundary,) = geojson.read(collection(feature(code))).boundaries
    assert geojson.plain(boundary.code) == geojson.plain("05.311.01.07")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\xff\xfe\x00", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"type": "Feature"}', "not_a_collection"),
        (collection(), "empty"),
        (collection(3), "not_a_feature"),
        (collection(feature(code=None)), "no_code"),
        (collection(feature(), feature()), "code_twice"),
        (collection(feature(kind="Point", rings=[1, 2])), "not_a_polygon"),
        (collection(feature(rings=[])), "broken"),
        (collection(feature(rings=[[1, 2]])), "broken"),
        (collection(feature(rings=[RING[:3]])), "open_ring"),
        (collection(feature(rings=[[[1e9, 0], [0, 0], [1, 1], [1e9, 0]]])), "not_degrees"),
        (collection(feature(rings=[[[True, 0], [0, 0], [1, 1], [True, 0]]])), "broken"),
    ],
)
def test_a_fault_is_named(content: bytes, fault: str) -> None:
    with pytest.raises(geojson.BadGeoJSON) as refused:
        geojson.read(content)
    assert refused.value.code == fault
