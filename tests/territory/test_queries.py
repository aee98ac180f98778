"""What the territory holds, read in a fixed number of queries."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from jaras.kernel.actor import SYSTEM
from jaras.territory import actions, queries
from jaras.territory.models import Commune, Installation
from jaras.territory.rules.geometry import Point

AT = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
BY: dict[str, Any] = {"by": SYSTEM, "at": AT}
TOWN, NEIGHBOUR = "05.311.01.07", "05.311.01.09"
STATION, FAR = Point(32.88, -6.9), Point(35.76, -5.83)
SQUARE = [[[[-7.0, 32.8], [-6.8, 32.8], [-6.8, 33.0], [-7.0, 33.0], [-7.0, 32.8]]]]


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """Real commits, so that what is remembered of the territory is, too."""
    queries.forget()
    yield
    queries.forget()


def test_before_a_territory_there_is_nothing(communes: dict[str, Commune]) -> None:
    assert queries.installation() is None
    assert (queries.communes(), queries.names().communes, queries.shapes()) == ([], (), {})
    assert queries.commune_at(STATION) is None


def test_towns_come_first_then_each_cercle(installation: Installation) -> None:
    codes = [commune.code for commune in queries.communes()]
    assert codes == [TOWN, NEIGHBOUR, "05.311.05.07", "05.311.05.13"]


def test_provinces_are_found_in_both_scripts(communes: dict[str, Commune]) -> None:
    assert [row.code for row in queries.provinces("khoûrib")] == ["05.311"]
    assert [row.code for row in queries.provinces("خريب")] == ["05.311"]
    assert [row.code for row in queries.provinces("05.09")] == ["05.091"]
    assert len(queries.provinces("beni mellal")) == 2  # one by its name, one by its region
    assert queries.provinces("zzz") == []


def test_names_know_what_is_here_and_what_is_not(installation: Installation) -> None:
    town = Commune.objects.get(code=TOWN)
    actions.add_place(commune=town, kind="gare_routiere", name_fr="Gare routière", point=STATION, **BY)
    names = queries.names()
    khouribga = next(each for each in names.communes if each.code == TOWN)
    assert "Khribga" in khouribga.aliases
    assert [(each.kind, each.point) for each in names.places] == [("gare_routiere", STATION)]
    assert [each.name_fr for each in names.other_communes] == ["Béni Mellal"]
    assert [each.code for each in names.other_provinces] == ["05.091"]


def test_a_retired_place_is_not_heard_any_more(installation: Installation) -> None:
    town = Commune.objects.get(code=TOWN)
    place = actions.add_place(commune=town, kind="souk", name_fr="Souk", **BY)
    actions.amend_place(place=place, commune=town, kind="souk", name_fr="Souk", active=False, **BY)
    assert queries.names().places == ()
    assert queries.place_counts() == {}


def test_a_point_falls_in_the_commune_of_the_nearest_place(installation: Installation) -> None:
    for code, point in ((TOWN, STATION), (NEIGHBOUR, Point(32.86, -6.57))):
        commune = Commune.objects.get(code=code)
        actions.add_place(commune=commune, kind="souk", name_fr="Souk", point=point, **BY)
    near = queries.commune_at(Point(32.89, -6.91))
    assert near is not None
    assert near.code == TOWN
    assert queries.commune_at(FAR) is None
    assert queries.commune_at(Point(99, 0)) is None


def test_boundaries_decide_where_there_are_some(installation: Installation) -> None:
    other = Commune.objects.get(code=NEIGHBOUR)
    actions.add_place(commune=other, kind="souk", name_fr="Souk", point=STATION, **BY)
    Commune.objects.filter(code=TOWN).update(boundary=SQUARE, boundary_source="©")
    inside = queries.commune_at(STATION)
    assert inside is not None
    assert inside.code == TOWN
    assert queries.commune_at(Point(32.7, -6.9)) is None


def test_a_name_follows_the_language(installation: Installation) -> None:
    town = Commune.objects.get(code=TOWN)
    with translation.override("ar"):
        assert town.name == "خريبكة"
    with translation.override("en"):
        assert town.name == "Khouribga"


def test_what_was_read_is_remembered_until_it_changes(
    committed: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actions.load(**BY)
    with django_assert_num_queries(1):
        assert queries.installation() is None
    actions.choose(province_code="05.311", invented=True, cell_name_fr="Une", **BY)
    with django_assert_num_queries(1):
        queries.installation()
    with django_assert_num_queries(0):
        queries.installation()
    actions.choose(province_code="05.311", invented=True, cell_name_fr="Deux", **BY)
    found = queries.installation()
    assert found is not None
    assert found.cell_name_fr == "Deux"

    with django_assert_num_queries(4):
        assert queries.names().places == ()
    with django_assert_num_queries(1):
        queries.names()
    actions.add_place(commune=Commune.objects.get(code=TOWN), kind="souk", name_fr="Souk", **BY)
    with django_assert_num_queries(4):
        assert len(queries.names().places) == 1


def test_what_a_transaction_read_is_not_remembered(installation: Installation) -> None:
    queries.names()
    queries.installation()
    assert queries._kept == {}
