"""Sheets and texts as people keep them, read row by row."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from jaras.care.models import Intervention
from jaras.kernel.actor import Actor
from jaras.registers import actions
from jaras.registers.actions import reading
from jaras.registers.lists import headings
from jaras.registers.models import Register
from jaras.registers.rules import RegisterState, Unreadable, Why, texts
from jaras.registers.rules.headings import guess
from tests.registers import sheets
from tests.registers.conftest import BringIn


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "register.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_whatever_program_saved_it(tmp_path: Path, mark: str, encoding: str) -> None:
    content = sheets.text([sheets.row(name="Émilie Hélène")], mark=mark, encoding=encoding)
    titles, first = list(texts.rows(kept(tmp_path, content)))
    assert titles.cells[2] == "Nom et prénom"
    assert (first.number, first.cells[2], first.cells[7]) == (2, "Émilie Hélène", "Repas")


def test_an_arabic_text_of_an_old_program(tmp_path: Path) -> None:
    content = "التاريخ;الاسم\n31/12/2021;فاطمة العمراني\n".encode("cp1256")
    rows = list(texts.rows(kept(tmp_path, content)))
    assert rows[1].cells[1] == "فاطمة العمراني"


def test_a_line_that_names_the_separator_is_none_of_the_rows(tmp_path: Path) -> None:
    rows = list(texts.rows(kept(tmp_path, b"sep=;\na;b\n1;2\n")))
    assert [row.cells for row in rows] == [["a", "b"], ["1", "2"]]


def test_a_text_of_one_column_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        list(texts.rows(kept(tmp_path, b"bonjour\ncher monsieur\n")))
    assert refused.value.why is Why.ONE_COLUMN


def test_titles_are_found_beneath_what_stands_above(checked: BringIn) -> None:
    above = [["Province de Khouribga"], [], ["Registre des interventions 2021"]]
    register = checked(sheets.book([sheets.row()], above=above))
    assert register.heading_row == 4
    assert register.counts["good"] == 1


def test_columns_are_guessed_in_french_and_in_arabic() -> None:
    french = ["N°", "Date de prise en charge", "Nom et prénom", "Nature d'aide", "Montant (DH)", "CIN"]
    assert guess(french, headings()) == {"day": 1, "full_name": 2, "kind": 3, "cost": 4, "identity_number": 5}
    arabic = ["تاريخ التدخل", "الاسم والنسب", "نوع التدخل", "عدد الليالي", "الجماعة"]
    assert guess(arabic, headings()) == {"day": 0, "full_name": 1, "kind": 2, "nights": 3, "commune": 4}


def test_an_identity_number_is_left_out(checked: BringIn) -> None:
    titles = ["Date", "Intervention", "CIN"]
    register = checked(sheets.book([["31/12/2021", "Repas", "Q123456"]], titles))
    assert "identity_number" not in register.columns
    assert register.notes == {"identity": True}


def merged(*ranges: str) -> bytes:
    """Two meals of one person on one day, the common cells merged."""
    book = load_workbook(BytesIO(sheets.book([sheets.row(cost=100), sheets.row(kind="Douche")])))
    page = book["2021"]
    for each in ranges:
        page.merge_cells(each)
    return sheets.packed(book)


def test_a_merged_cell_speaks_for_all_its_rows_but_an_amount_is_counted_once(written: BringIn) -> None:
    register = written(merged("B2:B3", "C2:C3", "K2:K3"))
    assert register.notes == {"merged": 3}
    assert register.counts["good"] == 2
    assert {row.person.label for row in Intervention.objects.all() if row.person} == {"Fatima EL AMRANI"}
    assert register.counts["cost"] == "100"


def test_a_formula_counts_by_its_value_and_one_never_computed_is_told(checked: BringIn) -> None:
    book = load_workbook(BytesIO(sheets.book([sheets.row(cost="=100+20")])))
    register = checked(sheets.packed(book))
    assert register.notes == {"uncomputed": 1, "uncomputed_cells": ["K2"]}
    assert register.counts["cost"] == "0"


def test_several_sheets_are_asked_about_hidden_ones_are_said(
    checked: BringIn, head: Actor, at: datetime, work: Callable[[], int]
) -> None:
    book = Workbook()
    book.create_sheet("Feuil2").append(["rien"])
    book["Feuil2"].sheet_state = "hidden"
    for row in (sheets.TITLES, sheets.row()):
        book["Sheet"].append(row)
    register = checked(sheets.packed(book))
    assert register.state == RegisterState.RECEIVED
    assert register.sheets == [{"name": "Sheet", "hidden": False}, {"name": "Feuil2", "hidden": True}]
    actions.choose_sheet(register=register, sheet="Feuil2", by=head, at=at)
    work()
    wrong = Register.objects.get(pk=register.pk)
    assert (wrong.state, wrong.why) == (RegisterState.UNREADABLE, Why.NO_SHEET)


def test_a_sheet_without_the_needed_titles_waits_for_names_that_are_remembered(
    checked: BringIn, head: Actor, at: datetime, work: Callable[[], int]
) -> None:
    content = sheets.book([["31/12/2021", "Repas"]], ["quand", "quoi"])
    register = checked(content)
    assert register.state == RegisterState.READ
    actions.name_columns(register=register, columns={"day": 0, "kind": 1}, by=head, at=at)
    work()
    assert Register.objects.get(pk=register.pk).counts["good"] == 1
    assert checked(content, "suite.xlsx").counts["good"] == 1, "the same titles are understood at once"


def test_a_word_is_taught_once_for_all(
    checked: BringIn, head: Actor, at: datetime, work: Callable[[], int]
) -> None:
    content = sheets.book([sheets.row(kind="Ftour ramadan")])
    register = checked(content)
    assert register.counts["unknown"] == {"kind": [["Ftour ramadan", 1]]}
    actions.name_columns(
        register=register, columns=register.columns, taught={"kind": {"Ftour ramadan": "REP"}}, by=head, at=at
    )
    work()
    assert Register.objects.get(pk=register.pk).counts["good"] == 1
    assert checked(content, "autre.xlsx").counts["kinds"] == {"REP": 1}


def test_too_many_rows_are_refused_with_what_to_do(checked: BringIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    assert checked(sheets.book([sheets.row()] * 3)).why == Why.TOO_MANY_ROWS
    assert checked(sheets.book([sheets.row()] * 2)).state == RegisterState.CHECKED


FAULTS: dict[str, dict[str, Any]] = {
    "day_missing": {"day": None},
    "day_unreadable": {"day": "hier"},
    "no_such_day": {"day": "12/31/2021"},
    "day_to_come": {"day": "31/12/2027"},
    "day_far": {"day": "31/12/1921"},
    "kind_missing": {"kind": None},
    "kind_unknown": {"kind": "truc"},
    "pole_unknown": {"pole": "Nord"},
    "pole_other": {"pole": "Médical"},
    "nights_unreadable": {"nights": "quelques", "kind": "Hébergement"},
    "nights_elsewhere": {"nights": 2},
    "nights_too_many": {"nights": 400, "kind": "Hébergement"},
    "cost_unreadable": {"cost": "gratuit"},
    "cost_too_high": {"cost": 2_000_000},
    "too_long": {"note": "x" * 5000},
    "sex_unknown": {"sex": "?!"},
    "age_unreadable": {"age": "adulte"},
    "commune_unknown": {"commune": "Atlantide"},
    "public_unknown": {"public": "Sans-abri, Martien"},
    "cost_rounded": {"cost": 33.33333},
}


def test_every_fault_is_told_with_its_row(checked: BringIn) -> None:
    register = checked(sheets.book([sheets.row(**said) for said in FAULTS.values()]))
    told = list(register.faults.values_list("number", "code"))
    assert told == list(enumerate(FAULTS, start=2))
    assert register.counts["stopped"] == 15
    assert register.counts["good"] == 5


def test_an_unknown_commune_stays_readable_in_the_place(written: BringIn) -> None:
    written(sheets.book([sheets.row(commune="Atlantide")]))
    helped = Intervention.objects.get()
    assert (helped.commune, helped.place_text) == (None, "Atlantide")


def test_likely_persons_are_told_and_left_apart(written: BringIn, checked: BringIn) -> None:
    rows = [sheets.row(), sheets.row(day="01/01/2022", name="Fatima EL AMRANI"), sheets.row(age=46)]
    register = checked(sheets.book(rows))
    assert register.counts["alike"] == [["Fatima EL AMRANI", 45, "05.311.01.07", [2, 3], 2]]
    assert written(sheets.book(rows), "b.xlsx").counts["written"]["persons"] == 3
