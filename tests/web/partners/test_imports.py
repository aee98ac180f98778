"""The directory goes out as a workbook, comes in from a file, on its pages."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from jaras.governance.models import Member
from jaras.imports.models import DirectoryImport
from jaras.kernel.actor import SYSTEM
from jaras.partners.models import Organisation
from jaras.territory import actions as territory
from tests import factories
from tests.imports import books
from tests.web import leaving

IMPORTS = "/partners/imports/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def chief(member: Callable[..., Member], at: datetime) -> Member:
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=at)
    return member("head")


@pytest.fixture
def head(chief: Member, sign_in: Callable[[Member], Client]) -> Client:
    return sign_in(chief)


def send(head: Client, content: bytes, name: str = "annuaire.xlsx") -> Any:
    return head.post(f"{IMPORTS}new/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def row(number: int) -> list[str]:
    return [f"Association {number:03}", "Association"]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_out_corrected_in_and_back(language: str, head: Client, chief: Member) -> None:
    factories.organisation(name_fr="Dar Al Karama", name_ar="دار الكرامة", telephone="0523 000 000")
    head.cookies["jaras_language"] = language
    body = leaving.taken(head, "/partners/file/").content
    book = load_workbook(BytesIO(body))
    assert chief.name in str([cell.value for cell in book.worksheets[0]["A"]][-1])
    page = book.worksheets[0]
    assert page["H2"].value == "0523 000 000"
    page["H2"].value = "0523 111 111"
    page["B3"].value, page["D3"].value, page["E3"].value = "Nouvelle", "", "truc"
    preview = send(head, books.packed(book))
    assert preview.status_code == 200
    assert "truc" in text(preview)
    imported = DirectoryImport.objects.get()
    address = f"{IMPORTS}{imported.pk}/"
    changed = text(head.get(f"{address}?show=changed"))
    assert "0523 000 000" in changed
    assert "0523 111 111" in changed
    assert head.get(f"{address}?show=added").status_code == 200
    assert head.get(f"{address}?show=same&after=9999").status_code == 200
    seen = changed.split('name="seen" value="')[1].split('"')[0]
    assert Organisation.objects.get().telephone == "0523 000 000"
    head.post(f"{address}confirm/", {"seen": seen})
    assert Organisation.objects.get().telephone == "0523 111 111"
    assert f"{address}undo/" in text(head.get(address))
    head.post(f"{address}undo/")
    assert Organisation.objects.get().telephone == "0523 000 000"
    assert head.get(address).status_code == 200
    assert head.get(IMPORTS).status_code == 200


def test_what_stays_is_told_by_name(head: Client) -> None:
    send(head, books.written(Organisations=[["Nom", "Type"], row(1)]))
    address = f"{IMPORTS}{DirectoryImport.objects.get().pk}/"
    seen = text(head.get(address)).split('name="seen" value="')[1].split('"')[0]
    head.post(f"{address}confirm/", {"seen": seen})
    factories.service(Organisation.objects.get())
    head.post(f"{address}undo/")
    assert "Association 001" in text(head.get(address))
    assert Organisation.objects.exists()


def test_a_preview_that_is_stale_writes_nothing(head: Client) -> None:
    send(head, books.written(Organisations=[["Nom", "Type"], row(1)]))
    address = f"{IMPORTS}{DirectoryImport.objects.get().pk}/"
    answer = head.post(f"{address}confirm/", {"seen": "of another day"}, follow=True)
    assert "a changé depuis" in text(answer)
    assert not Organisation.objects.exists()
    head.post(f"{address}drop/")
    assert DirectoryImport.objects.get().found == {}
    assert head.get(address).status_code == 200


@pytest.mark.parametrize(("content", "sentence"), [(b"", "est vide"), (b"a;b\n1;2", "ni un classeur Excel")])
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    content: bytes, sentence: str, head: Client
) -> None:
    answer = send(head, content)
    assert (answer.status_code, sentence in text(answer)) == (400, True)
    assert not DirectoryImport.objects.exists()


def test_a_file_too_large_says_the_limit(head: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1000
    answer = send(head, books.written(Organisations=[["Nom", "Type"], row(1)]))
    assert (answer.status_code, "dépasse" in text(answer)) == (400, True)


def test_the_preview_asks_the_same_whatever_its_size(head: Client) -> None:
    counted = []
    for most in (2, 120):
        send(head, books.written(Organisations=[["Nom", "Type"], *map(row, range(most))]))
        address = f"{IMPORTS}{DirectoryImport.objects.latest('id').pk}/"
        head.get(address)
        with CaptureQueriesContext(connection) as asked:
            page = text(head.get(address))
        counted.append(len(asked))
    assert "after=50" in page
    assert counted == [20, 20]


def test_it_is_for_those_who_keep_the_directory(
    head: Client, member: Callable[..., Member], sign_in: Callable[[Member], Client]
) -> None:
    send(head, books.written(Organisations=[["Nom", "Type"], row(1)]))
    operator = sign_in(member("operator"))
    address = f"{IMPORTS}{DirectoryImport.objects.get().pk}/"
    for path in (IMPORTS, address, "/partners/file/"):
        assert operator.get(path).status_code == 403
    assert operator.post(f"{address}confirm/").status_code == 403
    assert IMPORTS not in text(operator.get("/partners/"))
