"""What a table of places may hold."""

import pytest

from jaras.territory.rules import places_file


def test_a_list_of_quartiers() -> None:
    (line,) = places_file.read(b"commune_code,quartier,source\n05.311.01.07,Hay Essalam,Poste\n")
    assert (line.commune_code, line.name_fr, line.kind) == ("05.311.01.07", "Hay Essalam", "quartier")


def test_semicolons_and_decimal_commas_of_a_french_spreadsheet() -> None:
    table = "\ufeffcommune_code;name_fr;name_ar;kind;latitude;longitude\n1;Souk;سوق;souk;32,5;-6,9\n"
    (line,) = places_file.read(table.encode())
    assert (line.latitude, line.longitude, line.name_ar) == (32.5, -6.9, "سوق")


def test_other_names_are_parted_by_semicolons() -> None:
    (line,) = places_file.read(b"commune_code,name_fr,aliases\n1,Gare,Mahatta; la gare ;\n")
    assert line.aliases == ("Mahatta", "la gare")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\xff\xfe", "not_a_table"),
        (b"", "columns_missing"),
        (b"quartier\nHay", "columns_missing"),
        (b"commune_code,quartier\n", "empty"),
        (b"commune_code,quartier,latitude,longitude\n1,Hay,32.5,\n", "half_a_point"),
        (b"commune_code,quartier,latitude,longitude\n1,Hay,north,\n", "not_degrees"),
        (b"commune_code,quartier\n" + b"1,Hay\n" * 5001, "too_long"),
    ],
)
def test_a_fault_is_named(content: bytes, fault: str) -> None:
    with pytest.raises(places_file.BadTable) as refused:
        places_file.read(content)
    assert refused.value.code == fault
