"""The `territory` command says what it did."""

import json
from pathlib import Path

import pytest

from jaras.kernel.refusal import Refused
from jaras.ops.territory import verbs
from jaras.ops.territory.command import parser
from jaras.territory import queries
from jaras.territory.models import Place

KHOURIBGA = "05.311.01.07"
Output = pytest.CaptureFixture[str]


@pytest.mark.django_db
def test_the_kingdom_is_loaded_then_there(capsys: Output) -> None:
    verbs.load()
    verbs.load()
    assert capsys.readouterr().out.splitlines() == [
        "1578 provinces and communes written.",
        "Every province and commune is there.",
    ]


@pytest.mark.django_db
def test_a_province_is_chosen_by_its_code(capsys: Output) -> None:
    verbs.choose("05.311", invented=True, cell_name_fr="La Cellule")
    assert capsys.readouterr().out == "The territory is Khouribga (05.311): 31 communes.\n"
    installation = queries.installation()
    assert installation is not None
    assert installation.cell_name_fr == "La Cellule"
    with pytest.raises(Refused, match="99"):
        verbs.choose("99", invented=True)


@pytest.mark.django_db
def test_places_come_from_a_table(capsys: Output, tmp_path: Path) -> None:
    verbs.choose("05.311", invented=True)
    table = tmp_path / "quartiers.csv"
    table.write_text(f"commune_code,quartier\n{KHOURIBGA},Hay Essalam\n1.2,Nowhere\n")
    capsys.readouterr()
    verbs.import_places(table)
    verbs.import_places(table)
    assert capsys.readouterr().out.splitlines() == [
        "1 places added, 0 known already.",
        "1 codes are those of no commune, left aside: 1.2",
        "0 places added, 1 known already.",
        "1 codes are those of no commune, left aside: 1.2",
    ]
    assert Place.objects.get().commune_id == KHOURIBGA


@pytest.mark.django_db
def test_boundaries_come_from_geojson(capsys: Output, tmp_path: Path) -> None:
    verbs.choose("05.311", invented=True)
    file = tmp_path / "communes.geojson"
    ring = [[-7, 32], [-6, 32], [-6, 33], [-7, 32]]
    feature = {
        "properties": {"code_hcp": "053110107"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    file.write_text(json.dumps({"type": "FeatureCollection", "licence": "© us", "features": [feature]}))
    capsys.readouterr()
    verbs.import_boundaries(file, "")
    assert capsys.readouterr().out == "1 boundaries kept.\n"
    assert queries.shapes()[KHOURIBGA].attribution == "© us"


@pytest.mark.django_db
def test_provinces_are_listed_by_a_part_of_their_name(capsys: Output) -> None:
    verbs.show("khouribga")
    assert "jaras territory load" in capsys.readouterr().out
    verbs.load()
    capsys.readouterr()
    verbs.show("khouribga")
    assert capsys.readouterr().out == "05.311  Khouribga · خريبكة (Béni Mellal-Khénifra)\n"


def test_a_verb_is_needed() -> None:
    with pytest.raises(SystemExit):
        parser().parse_args([])
    assert parser().parse_args(["list", "oued", "zem"]).text == ["oued", "zem"]
