"""Adding and amending a place through the page."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from jaras.kernel.actor import SYSTEM
from jaras.territory import actions
from jaras.territory.models import Commune, Installation, Place
from jaras.territory.rules.geometry import Point

TOWN = "05.311.01.07"
NEW = "/territory/places/new/"
STATION: dict[str, Any] = {
    "name_fr": "Gare routière",
    "name_ar": "المحطة الطرقية",
    "kind": "gare_routiere",
    "commune": TOWN,
    "aliases": "la gare\r\nmahatta",
    "latitude": "32,88",
    "longitude": "-6.9",
}


@pytest.fixture
def place(installation: Installation, at: datetime) -> Place:
    town = Commune.objects.get(code=TOWN)
    return actions.add_place(commune=town, kind="souk", name_fr="Souk", by=SYSTEM, at=at)


def test_a_place_is_added(installation: Installation, browser: Client) -> None:
    response = browser.post(NEW, STATION)
    assert response.headers["Location"] == f"/territory/{TOWN}/"
    place = Place.objects.get()
    assert (place.name_ar, place.aliases) == ("المحطة الطرقية", ["la gare", "mahatta"])
    assert place.point == Point(32.88, -6.9)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name_fr", "x" * 10_000_000),
        ("name_ar", "نص " * 200),
        ("kind", "palace"),
        ("kind", ""),
        ("commune", "99.999"),
        ("aliases", "\n".join("x" * 5 for _ in range(30)) + "y" * 300),
        ("latitude", "north"),
        ("latitude", "nan"),
        ("latitude", "1e999"),
        ("latitude", "91"),
        ("latitude", ""),
        ("longitude", ""),
    ],
)
def test_a_wrong_field_is_said_beside_it(
    installation: Installation, browser: Client, settings: Any, field: str, value: str
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
    response = browser.post(NEW, STATION | {field: value})
    html = response.content.decode()
    assert response.status_code == 200
    assert html.count('class="error"') >= 1
    assert "المحطة الطرقية" in html or field == "name_ar"
    assert not Place.objects.exists()


@pytest.mark.parametrize("name", ["\x00", "🙂 café", "\u202egnihtemos", "<script>"])
def test_strange_names_never_break_the_page(installation: Installation, browser: Client, name: str) -> None:
    response = browser.post(NEW, STATION | {"name_fr": name}, follow=True)
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().replace("<script src", "").replace("<script ", "")
    assert not Place.objects.filter(name_fr__contains="\u202e").exists()


def test_a_place_is_amended(place: Place, browser: Client) -> None:
    page = f"/territory/places/{place.pk}/"
    assert 'value="Souk"' in browser.get(page).content.decode()
    changed = {"name_fr": "Souk Lkhmis", "kind": "souk", "commune": TOWN, "version": "1"}
    assert browser.post(page, changed).status_code == 302
    place.refresh_from_db()
    assert (place.name_fr, place.active) == ("Souk Lkhmis", False)


def test_two_people_amend_a_place_and_both_texts_are_shown(place: Place, browser: Client) -> None:
    page = f"/territory/places/{place.pk}/"
    form = {"kind": "souk", "commune": TOWN, "version": "1", "active": "on"}
    browser.post(page, form | {"name_fr": "Souk Lkhmis"})
    html = browser.post(page, form | {"name_fr": "Souk Larbaa"}).content.decode()
    assert '<div class="said">Souk Lkhmis</div>' in html
    assert '<div class="said">Souk Larbaa</div>' in html
    assert Place.objects.get().name_fr == "Souk Lkhmis"
    assert 'name="version" value="2"' in html
    browser.post(page, form | {"name_fr": "Souk Larbaa", "version": "2"})
    assert Place.objects.get().name_fr == "Souk Larbaa"


def test_an_unknown_place_is_not_found(installation: Installation, browser: Client) -> None:
    assert browser.get("/territory/places/77/").status_code == 404
