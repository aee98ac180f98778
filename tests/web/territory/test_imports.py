"""Bringing files through the page."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jaras.territory.models import Commune, Installation, Place

TOWN = "05.311.01.07"
RING = [[-7.0, 32.8], [-6.8, 32.8], [-6.8, 33.0], [-7.0, 32.8]]
FEATURE = {"properties": {"code": TOWN}, "geometry": {"type": "Polygon", "coordinates": [RING]}}
GEOJSON = json.dumps({"type": "FeatureCollection", "features": [FEATURE]}).encode()


def test_boundaries_are_imported(installation: Installation, browser: Client) -> None:
    sent = {"file": SimpleUploadedFile("b.geojson", GEOJSON), "attribution": "© us"}
    response = browser.post("/territory/import/boundaries/", sent, follow=True)
    assert "1 limite est gardée." in response.content.decode()
    assert Commune.objects.get(code=TOWN).boundary_source == "© us"


def test_places_are_imported(installation: Installation, browser: Client) -> None:
    table = f"commune_code,quartier\n{TOWN},Hay Essalam\n77,Nowhere\n".encode()
    sent = {"file": SimpleUploadedFile("q.csv", table)}
    html = browser.post("/territory/import/places/", sent, follow=True).content.decode()
    assert "1 lieu est ajouté" in html
    assert "77" in html
    assert Place.objects.get().name_fr == "Hay Essalam"


@pytest.mark.parametrize("what", ["boundaries", "places"])
@pytest.mark.parametrize("content", [None, b"", b"\x00\xff", b"{}", b"a" * 2048])
def test_a_wrong_file_is_said_beside_its_field(
    installation: Installation, browser: Client, settings: Any, what: str, content: bytes | None
) -> None:
    settings.UPLOAD_LIMIT = 1024
    sent = {"file": SimpleUploadedFile("x", content)} if content is not None else {}
    response = browser.post(f"/territory/import/{what}/", sent)
    assert response.status_code == 200
    assert f'id="{what}_file_error"' in response.content.decode()


def test_files_come_by_post_only(installation: Installation, browser: Client) -> None:
    assert browser.get("/territory/import/places/").status_code == 405
