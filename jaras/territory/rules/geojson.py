"""Boundaries as GeoJSON brings them: checked, rounded, each with its HCP code."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from jaras.territory.rules.geometry import Point

CODE_KEYS = ("code_hcp", "hcp_code", "code", "id")
CREDIT_KEYS = ("attribution", "licence", "license", "copyright", "source")
DECIMALS = 5  # about one metre


class BadGeoJSON(ValueError):
    """The file is not what it should be; `code` names the fault, `where` the feature."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(f"{code} {where}".strip())
        self.code = code
        self.where = where


@dataclass(frozen=True)
class Boundary:
    """The outline of one unit, as polygons with their holes."""

    code: str
    polygons: list[list[list[list[float]]]]


@dataclass(frozen=True)
class Collection:
    """What a file holds, with the words that credit its makers."""

    boundaries: list[Boundary]
    attribution: str


def read(content: bytes) -> Collection:
    """Read a FeatureCollection of polygons; anything else is refused by name."""
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadGeoJSON("not_json") from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise BadGeoJSON("not_a_collection")
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise BadGeoJSON("empty")
    return Collection(list(_boundaries(features)), _credit(document))


def _boundaries(features: list[Any]) -> Iterator[Boundary]:
    seen: set[str] = set()
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict):
            raise BadGeoJSON("not_a_feature", str(number))
        code = _code(feature)
        if not code:
            raise BadGeoJSON("no_code", str(number))
        if plain(code) in seen:
            raise BadGeoJSON("code_twice", code)
        seen.add(plain(code))
        yield Boundary(code, _polygons(feature.get("geometry"), code))


def _code(feature: Mapping[str, Any]) -> str:
    properties = feature.get("properties")
    for source in (properties if isinstance(properties, dict) else {}, feature):
        for key in CODE_KEYS:
            if isinstance(source.get(key), str | int) and str(source[key]).strip():
                return str(source[key]).strip()
    return ""


def plain(code: str) -> str:
    """`05.311.01.07`, `053110107` and 53110107 are one code."""
    return code.replace(".", "").lstrip("0")


def _polygons(geometry: Any, code: str) -> list[list[list[list[float]]]]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise BadGeoJSON("not_a_polygon", code)
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise BadGeoJSON("broken", code)
    return [[_ring(ring, code) for ring in _listed(polygon, code)] for polygon in polygons]


def _listed(value: Any, code: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise BadGeoJSON("broken", code)
    return value


def _ring(ring: Any, code: str) -> list[list[float]]:
    positions = [_position(position, code) for position in _listed(ring, code)]
    if len(positions) < 4 or positions[0] != positions[-1]:
        raise BadGeoJSON("open_ring", code)
    return positions


def _position(position: Any, code: str) -> list[float]:
    values = _listed(position, code)[:2]
    if len(values) < 2 or any(isinstance(v, bool) or not isinstance(v, int | float) for v in values):
        raise BadGeoJSON("broken", code)
    longitude, latitude = float(values[0]), float(values[1])
    if not (isfinite(longitude) and isfinite(latitude)) or not Point(latitude, longitude).is_possible():
        raise BadGeoJSON("not_degrees", code)
    return [round(longitude, DECIMALS), round(latitude, DECIMALS)]


def _credit(document: Mapping[str, Any]) -> str:
    sources = [document, document.get("metadata"), document.get("properties")]
    for source in sources:
        for key in CREDIT_KEYS:
            if isinstance(source, dict) and isinstance(source.get(key), str) and source[key].strip():
                return str(source[key]).strip()
    return ""
