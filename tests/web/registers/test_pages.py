"""The pages of the registers of the past."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from jaras.governance.models import Member
from jaras.kernel.actor import SYSTEM
from jaras.registers.models import Register
from jaras.territory import actions as territory
from tests import factories
from tests.registers import sheets
from tests.web import leaving

Work = Callable[[], int]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def head(member: Callable[..., Member], sign_in: Callable[[Member], Client], at: Any) -> Client:
    province = factories.province()
    factories.commune()
    territory.choose(province_code=province.code, invented=False, by=SYSTEM, at=at)
    return sign_in(member("head"))


def send(head: Client, content: bytes, name: str = "registre.xlsx") -> Any:
    return head.post("/registers/new/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def the_register() -> Register:
    return Register.objects.latest("id")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_from_the_file_to_the_house_and_back(language: str, head: Client, work: Work) -> None:
    head.cookies["jaras_language"] = language
    assert "/registers/" in text(send(head, sheets.book([sheets.row(), sheets.row(kind="truc")])))
    register = the_register()
    address = f"/registers/{register.pk}/"
    assert "<progress" in text(head.get(address))
    assert "<progress" in text(head.get(f"{address}progress/"))
    work()
    assert head.get(f"{address}progress/")["HX-Redirect"] == address
    page = text(head.get(address))
    assert f"{address}confirm/" in page
    assert "truc" in page
    for part in ("columns/", "rows/", "rows/?code=kind_unknown", "rows.csv"):
        assert head.get(f"{address}{part}").status_code == 200, part
    head.post(f"{address}confirm/")
    work()
    page = text(head.get(address))
    assert f"{address}undo/" in page
    head.post(f"{address}undo/")
    work()
    assert the_register().state == "undone"
    assert head.get(address).status_code == 200
    assert head.get("/registers/").status_code == 200


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "vide"),
        (b"%PDF-1.7", "pas un tableau"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
    ],
)
def test_a_file_that_is_no_register_is_refused_beside_its_field(
    content: bytes, sentence: str, head: Client
) -> None:
    answer = send(head, content)
    assert answer.status_code == 400
    assert sentence in text(answer)
    assert Register.objects.count() == 0


def test_a_file_too_large_is_refused_with_the_limit(head: Client, settings: Any) -> None:
    settings.REGISTER_LIMIT = 1000
    answer = send(head, sheets.book([sheets.row()]))
    assert answer.status_code == 400
    assert "dépasse" in text(answer)


def test_a_register_may_be_larger_than_a_photograph(head: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1000
    assert send(head, sheets.book([sheets.row()])).status_code == 200


def test_columns_are_named_on_a_page(head: Client, work: Work) -> None:
    send(head, sheets.book([["31/12/2021", "Repas"]], ["quand", "quoi"]))
    work()
    address = f"/registers/{the_register().pk}/columns/"
    answer = head.post(address, {"column_0": "day", "column_1": "day"})
    assert answer.status_code == 400
    head.post(address, {"column_0": "day", "column_1": "kind"})
    work()
    assert the_register().counts["good"] == 1


def test_words_are_taught_on_the_page(head: Client, work: Work) -> None:
    send(head, sheets.book([sheets.row(kind="truc")]))
    work()
    address = f"/registers/{the_register().pk}/words/"
    head.post(address, {"word_kind_0": "truc", "code_kind_0": "no such code"})
    work()
    assert the_register().counts["good"] == 0
    head.post(address, {"word_kind_0": "truc", "code_kind_0": "REP"})
    work()
    assert the_register().counts["good"] == 1


def test_the_table_to_correct_by_computes_nothing(head: Client, work: Work) -> None:
    send(head, sheets.text([sheets.row(kind="=HYPERLINK('x')")]), "registre.csv")
    work()
    table = text(leaving.taken(head, f"/registers/{the_register().pk}/rows.csv"))
    assert "'=HYPERLINK" in table
    assert ";=HYPERLINK" not in table


def test_what_was_noticed_while_reading_is_told(head: Client, work: Work) -> None:
    book = load_workbook(BytesIO(sheets.book([sheets.row(cost="=1+1"), sheets.row()])))
    book["2021"].merge_cells("B2:B3")
    send(head, sheets.packed(book))
    work()
    page = text(head.get(f"/registers/{the_register().pk}/"))
    assert "cellules fusionnées" in page
    assert "K2" in page


def test_a_register_is_given_up_then_what_comes_after_is_refused(head: Client, work: Work) -> None:
    send(head, sheets.book([sheets.row()]))
    work()
    address = f"/registers/{the_register().pk}/"
    head.post(f"{address}drop/")
    assert the_register().state == "dropped"
    assert "avancé entre-temps" in text(head.post(f"{address}confirm/", follow=True))


def test_work_that_still_lives_is_not_begun_again(head: Client) -> None:
    send(head, sheets.book([sheets.row()]))
    answer = head.post(f"/registers/{the_register().pk}/resume/", follow=True)
    assert "patientez" in text(answer)


@pytest.mark.parametrize("role", ["operator", "administrator", "governor", "pole_lead"])
def test_only_the_head_of_the_cell_brings_registers_in(
    role: str, member: Callable[..., Member], sign_in: Callable[[Member], Client]
) -> None:
    assert sign_in(member(role)).get("/registers/").status_code == 403


def test_the_preview_reads_as_much_whatever_the_number_of_rows(
    head: Client, work: Work, django_assert_max_num_queries: Any
) -> None:
    send(head, sheets.book([sheets.row(number, kind=f"truc {number % 7}") for number in range(300)]))
    work()
    with django_assert_max_num_queries(12):
        head.get(f"/registers/{the_register().pk}/")
