"""Writes about the territory: each effect, each refusal."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from jaras.kernel.access import Forbidden
from jaras.kernel.actor import NOBODY, SYSTEM
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.territory import actions
from jaras.territory.models import Commune, Installation, Place, Province
from jaras.territory.rules.geometry import Point

AT = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
BY: dict[str, Any] = {"by": SYSTEM, "at": AT}
TOWN = "05.311.01.07"


def events() -> list[tuple[str, dict[str, object]]]:
    return list(EventRecord.objects.order_by("id").values_list("name", "data"))


def boundaries(**more: object) -> bytes:
    ring = [[-7.0, 32.8], [-6.8, 32.8], [-6.8, 33.0], [-7.0, 33.0], [-7.0, 32.8]]
    features = [
        {"properties": {"code_hcp": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for code in (TOWN, "99.999")
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


@pytest.mark.django_db
def test_the_whole_kingdom_is_loaded_once() -> None:
    assert actions.load(**BY) == 75 + 1503
    assert (Province.objects.count(), Commune.objects.count()) == (75, 1503)
    town = Commune.objects.get(code=TOWN)
    assert (town.name_ar, town.urban, town.population) == ("خريبكة", True, 195_931)
    assert Commune.objects.get(code="05.311.05.07").cercle_fr == "Khouribga"
    assert Province.objects.get(code="05.311").communes.count() == 31
    assert actions.load(**BY) == 0
    assert events() == [("TerritoryLoaded", {"provinces": 75, "communes": 1503})]


@pytest.mark.django_db
def test_loading_mends_what_differs_but_keeps_boundaries() -> None:
    actions.load(**BY)
    Commune.objects.filter(code=TOWN).update(name_fr="Koribga", boundary=[[[[0, 0]]]])
    assert actions.load(**BY) == 1
    town = Commune.objects.get(code=TOWN)
    assert (town.name_fr, town.boundary) == ("Khouribga", [[[[0, 0]]]])


def test_a_province_is_chosen(installation: Installation) -> None:
    assert installation.province.code == "05.311"
    assert events() == [("TerritoryChosen", {"province_code": "05.311", "invented": True})]


def test_another_province_or_name_may_be_chosen_later(installation: Installation) -> None:
    actions.choose(province_code="05.091", invented=True, cell_name_fr=" La cellule ", **BY)
    actions.choose(province_code="05.311", invented=True, cell_name_ar="الخلية", **BY)
    stored = Installation.objects.get()
    assert (stored.province_id, stored.begun_at) == ("05.311", AT)
    assert (stored.cell_name_fr, stored.cell_name_ar) == ("La cellule", "الخلية")


def test_choosing_the_same_again_says_nothing(installation: Installation) -> None:
    actions.choose(province_code="05.311", invented=True, **BY)
    assert len(events()) == 1


def test_an_unknown_province_is_refused(communes: dict[str, Commune]) -> None:
    with pytest.raises(Refused, match=r"99\.999"):
        actions.choose(province_code="99.999", invented=True, **BY)


@pytest.mark.parametrize("invented", [True, False])
def test_the_kind_of_an_installation_is_for_ever(communes: dict[str, Commune], invented: bool) -> None:
    actions.choose(province_code="05.311", invented=invented, **BY)
    with pytest.raises(actions.WrongKind):
        actions.choose(province_code="05.311", invented=not invented, **BY)
    with pytest.raises(actions.WrongKind):
        actions.require_kind(invented=not invented)
    actions.require_kind(invented=invented)
    assert Installation.objects.get().invented is invented


def test_a_place_is_added(communes: dict[str, Commune]) -> None:
    place = actions.add_place(
        commune=communes[TOWN],
        kind="gare_routiere",
        name_fr="  Gare routière ",
        name_ar="المحطة الطرقية",
        aliases=["la gare", "", "la gare"],
        point=Point(32.88, -6.9),
        **BY,
    )
    place.refresh_from_db()
    assert (place.name_fr, place.aliases, place.point) == ("Gare routière", ["la gare"], Point(32.88, -6.9))
    assert events() == [("PlaceAdded", {"commune_code": TOWN, "kind": "gare_routiere"})]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "palace", "name_fr": "X"}, "kind"),
        ({"kind": "souk", "name_fr": " \x00 "}, "name_fr"),
        ({"kind": "souk", "name_fr": "x" * 161}, "name_fr"),
        ({"kind": "souk", "name_fr": "X", "point": Point(99, 0)}, "latitude"),
        ({"kind": "souk", "name_fr": "X", "aliases": [str(n) for n in range(21)]}, "aliases"),
    ],
)
def test_a_wrong_place_is_refused(communes: dict[str, Commune], given: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_place(commune=communes[TOWN], **BY, **given)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not Place.objects.exists()


def test_the_same_place_twice_is_refused_whatever_its_accents(communes: dict[str, Commune]) -> None:
    actions.add_place(commune=communes[TOWN], kind="ecole", name_fr="École Al Amal", **BY)
    with pytest.raises(Refused):
        actions.add_place(commune=communes[TOWN], kind="ecole", name_fr="ecole al amal", **BY)


def test_the_same_name_in_another_commune_is_another_place(communes: dict[str, Commune]) -> None:
    for code in (TOWN, "05.311.01.09"):
        actions.add_place(commune=communes[code], kind="ecole", name_fr="École Al Amal", **BY)
    assert Place.objects.count() == 2


def test_the_database_refuses_half_a_point(communes: dict[str, Commune]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(commune=communes[TOWN], kind="souk", name_fr="Souk", latitude=32.0)


def test_a_place_is_amended(communes: dict[str, Commune]) -> None:
    place = actions.add_place(commune=communes[TOWN], kind="souk", name_fr="Souk", **BY)
    changed: dict[str, Any] = {
        "commune": communes[TOWN],
        "kind": "souk",
        "name_fr": "Souk Lkhmis",
        "active": False,
    }
    actions.amend_place(place=place, **changed, **BY)
    place.refresh_from_db()
    assert (place.name_fr, place.active, place.version) == ("Souk Lkhmis", False, 2)
    assert events()[-1] == ("PlaceAmended", {"fields": ["active", "name_fr"]})


def test_two_people_amend_the_same_place(communes: dict[str, Commune]) -> None:
    place = actions.add_place(commune=communes[TOWN], kind="souk", name_fr="Souk", **BY)
    stale = Place.objects.get(pk=place.pk)
    actions.amend_place(place=place, commune=communes[TOWN], kind="souk", name_fr="Souk Lkhmis", **BY)
    with pytest.raises(Conflict):
        actions.amend_place(place=stale, commune=communes[TOWN], kind="souk", name_fr="Souk Larbaa", **BY)
    assert Place.objects.get().name_fr == "Souk Lkhmis"


def test_boundaries_are_kept_with_their_credit(communes: dict[str, Commune]) -> None:
    imported = actions.import_boundaries(content=boundaries(licence="© contributors"), **BY)
    assert (imported.taken, imported.unknown) == (1, ("99.999",))
    town = Commune.objects.get(code=TOWN)
    assert town.boundary_source == "© contributors"
    assert town.boundary is not None
    assert town.boundary[0][0][0] == [-7.0, 32.8]
    assert events() == [("BoundariesImported", {"communes": 1})]


def test_boundaries_without_credit_are_refused(communes: dict[str, Commune]) -> None:
    with pytest.raises(Refused) as refused:
        actions.import_boundaries(content=boundaries(), **BY)
    assert refused.value.field == "attribution"
    assert actions.import_boundaries(content=boundaries(), attribution="© us", **BY).taken == 1


def test_boundaries_of_nowhere_are_refused(db: None) -> None:
    with pytest.raises(Refused) as refused:
        actions.import_boundaries(content=boundaries(licence="©"), **BY)
    assert refused.value.field == "file"


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04"])
def test_a_file_of_another_kind_is_refused(db: None, content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        actions.import_boundaries(content=content, **BY)
    assert refused.value.field == "file"
    with pytest.raises(Refused) as refused:
        actions.import_places(content=content, **BY)
    assert refused.value.field == "file"


def test_a_table_writes_the_same_rows_as_the_hand(communes: dict[str, Commune]) -> None:
    for name in ("Hay Essalam", "Al Atlas"):
        actions.add_place(commune=communes[TOWN], kind="quartier", name_fr=name, **BY)
    by_hand, told = list(Place.objects.values("commune", "kind", "name_fr", "aliases")), events()
    Place.objects.all().delete()
    table = f"commune_code,quartier\n{TOWN},Hay Essalam\n{TOWN},Al Atlas\n77,Nowhere\n".encode()
    imported = actions.import_places(content=table, **BY)
    assert (imported.taken, imported.known, imported.unknown) == (2, 0, ("77",))
    assert list(Place.objects.values("commune", "kind", "name_fr", "aliases")) == by_hand
    assert events()[2:] == told


def test_a_table_imported_twice_adds_nothing(communes: dict[str, Commune]) -> None:
    table = f"commune_code,quartier\n{TOWN},Hay Essalam\n".encode()
    actions.import_places(content=table, **BY)
    assert actions.import_places(content=table, **BY) == actions.Imported(taken=0, known=1)


def test_a_faulty_line_refuses_the_whole_table(communes: dict[str, Commune]) -> None:
    table = f"commune_code,quartier,kind\n{TOWN},Hay Essalam,quartier\n{TOWN},Y,palace\n".encode()
    with pytest.raises(Refused, match="3"):
        actions.import_places(content=table, **BY)
    assert not Place.objects.exists()


def test_nobody_may_change_the_territory(communes: dict[str, Commune]) -> None:
    town = communes[TOWN]
    place = actions.add_place(commune=town, kind="souk", name_fr="Souk", **BY)
    attempts: list[Callable[[], object]] = [
        lambda: actions.load(by=NOBODY, at=AT),
        lambda: actions.choose(province_code="05.311", invented=True, by=NOBODY, at=AT),
        lambda: actions.add_place(commune=town, kind="souk", name_fr="Y", by=NOBODY, at=AT),
        lambda: actions.amend_place(place=place, commune=town, kind="souk", name_fr="Y", by=NOBODY, at=AT),
        lambda: actions.import_boundaries(content=boundaries(), by=NOBODY, at=AT),
        lambda: actions.import_places(content=b"", by=NOBODY, at=AT),
    ]
    for attempt in attempts:
        with pytest.raises(Forbidden):
            attempt()
