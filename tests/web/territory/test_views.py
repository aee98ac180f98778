"""The pages of the territory: what they show, to whom, in how many queries."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jaras.governance.models import Member
from jaras.kernel.actor import SYSTEM
from jaras.territory import actions
from jaras.territory.models import Commune, Installation
from jaras.territory.rules.geometry import Point

TOWN = "05.311.01.07"
PAGES = [
    "/territory/",
    f"/territory/{TOWN}/",
    "/territory/cell/",
    "/territory/import/",
    "/territory/places/new/",
]
SQUARE = [[[[-7.0, 32.8], [-6.8, 32.8], [-6.8, 33.0], [-7.0, 33.0], [-7.0, 32.8]]]]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_every_language(
    installation: Installation, browser: Client, page: str, language: str
) -> None:
    browser.cookies["jaras_language"] = language
    response = browser.get(page)
    assert response.status_code == 200
    assert f'lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("page", [*PAGES, "/territory/places/1/"])
def test_only_the_administrator_enters(
    installation: Installation,
    member: Callable[..., Member],
    sign_in: Callable[[Member], Client],
    page: str,
) -> None:
    assert sign_in(member("operator")).get(page).status_code == 403
    assert Client().get(page).status_code == 302


def test_the_map_has_a_cell_for_each_commune_with_its_figure(
    installation: Installation, browser: Client, at: datetime
) -> None:
    town = Commune.objects.get(code=TOWN)
    for name in ("Hay Essalam", "Al Atlas"):
        actions.add_place(commune=town, kind="quartier", name_fr=name, by=SYSTEM, at=at)
    html = browser.get("/territory/").content.decode()
    assert html.count("<polygon") == 4
    assert 'aria-label="Khouribga: 2"' in html
    assert "2 lieux sont connus\u202f; 3 communes n’en ont pas encore." in html
    assert html.count('href="/territory/05.311.05.13/"') == 2  # on the map, in the list


def test_boundaries_draw_the_map_with_their_credit(
    installation: Installation, browser: Client, at: datetime
) -> None:
    town = Commune.objects.get(code=TOWN)
    actions.add_place(
        commune=town, kind="souk", name_fr="Souk Lkhmis", point=Point(32.9, -6.9), by=SYSTEM, at=at
    )
    Commune.objects.filter(province="05.311").update(boundary=SQUARE, boundary_source="© <contributors>")
    html = browser.get("/territory/").content.decode()
    assert (html.count("<polygon"), html.count('<path class="shade-')) == (0, 4)
    assert "© &lt;contributors&gt;" in html
    assert "<title>Souk Lkhmis</title>" in html


def test_one_commune_without_boundary_keeps_the_equal_cells(
    installation: Installation, browser: Client
) -> None:
    Commune.objects.filter(code=TOWN).update(boundary=SQUARE, boundary_source="©")
    assert browser.get("/territory/").content.decode().count("<polygon") == 4


def test_the_page_reads_as_much_for_many_places_as_for_none(
    installation: Installation,
    browser: Client,
    at: datetime,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    town = Commune.objects.get(code=TOWN)
    for number in range(60):
        actions.add_place(commune=town, kind="douar", name_fr=f"Douar {number}", by=SYSTEM, at=at)
    with django_assert_max_num_queries(16):
        browser.get("/territory/")
    with django_assert_max_num_queries(8):
        first = browser.get(f"/territory/{TOWN}/").content.decode()
    assert first.count("/territory/places/") == 51  # fifty places, one to add
    following = re.search(r'href="([^"]*after=[^"]*)"', first)
    assert following is not None
    second = browser.get(unescape(following.group(1))).content.decode()
    assert second.count("/territory/places/") == 11


def test_a_commune_of_another_province_is_not_here(installation: Installation, browser: Client) -> None:
    assert browser.get("/territory/05.091.01.03/").status_code == 404


def test_the_cell_is_named(installation: Installation, browser: Client) -> None:
    named = {"cell_name_fr": "La Cellule", "cell_name_ar": "الخلية"}
    response = browser.post("/territory/cell/", named, follow=True)
    assert "La Cellule" in response.content.decode()
    assert Installation.objects.get().cell_name_ar == "الخلية"


def test_before_a_territory_there_is_no_page(browser: Client) -> None:
    assert browser.get("/territory/").status_code == 404
