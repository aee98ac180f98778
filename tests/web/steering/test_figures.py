"""The board, the lists behind it, what leaves the house."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import EventRecord
from jaras.steering import actions
from jaras.steering.rules import Unit
from jaras.territory import actions as territory
from tests import factories
from tests.web import leaving

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
MANY, FEW = 9, 2
NOVEMBER = datetime(2025, 11, 5, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def reports(member: MakeMember) -> None:
    """In November 2025 nine calls and two visits from Khouribga, seven from Oued Zem."""
    here = factories.province()
    territory.choose(province_code=here.code, invented=False, by=SYSTEM, at=timezone.now())
    town, other = (
        factories.commune(),
        factories.commune("05.311.01.09", name_fr="Oued Zem", name_ar="وادي زم"),
    )
    salma = member("operator")
    for number, channel, commune in ((MANY, "TEL", town), (FEW, "GUICHET", town), (7, "WEB", other)):
        for _each in range(number):
            report = factories.report(by=salma, at=NOVEMBER, channel=channel, commune=commune)
            intake.act(report=report, code="REP", key="", by=actor_of(salma), at=NOVEMBER)
    actions.settle()


@pytest.fixture
def head(member: MakeMember, sign_in: SignIn) -> Client:
    return sign_in(member("head"))


@pytest.fixture
def governor(member: MakeMember, sign_in: SignIn) -> Client:
    return sign_in(member("governor"))


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


ASKED = {"from": "2025-11", "unit": "reports"}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("unit", list(Unit))
def test_every_board_opens(language: str, unit: Unit, head: Client) -> None:
    head.cookies["jaras_language"] = language
    page = text(head.get("/figures/", {"from": "2025-11", "to": "2025-12", "unit": unit}))
    assert f'<html lang="{language}"' in page


def test_every_number_leads_to_its_list(head: Client) -> None:
    page = text(head.get("/figures/", ASKED))
    assert "/figures/reports/behind/?from=2025-11&amp;tag=channel%3AGUICHET" in page
    listed = text(head.get("/figures/reports/behind/", {"from": "2025-11", "tag": "channel:GUICHET"}))
    assert listed.count('class="row"') == FEW
    assert "<span>Khouribga</span><span>" in listed
    kept = {"from": "2025-11", "kept": "channel:TEL", "tag": "commune:05.311.01.07"}
    assert text(head.get("/figures/reports/behind/", kept)).count('class="row"') == MANY


@pytest.mark.parametrize("unit", list(Unit))
def test_every_list_opens(unit: Unit, head: Client, member: MakeMember) -> None:
    factories.case(by=member("operator"), at=NOVEMBER)
    actions.settle()
    page = text(head.get(f"/figures/{unit}/behind/", {"from": "2025-11"}))
    assert ('class="row"' in page) is (unit is not Unit.NIGHTS)


def test_a_unit_that_is_not_counted_is_not_there(head: Client) -> None:
    assert head.get("/figures/wishes/behind/").status_code == 404


def test_a_board_reads_as_much_for_one_report_as_for_many(head: Client, member: MakeMember) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            head.get("/figures/", ASKED)
        return len(seen)

    asked()
    before, salma = asked(), member("operator")
    for _each in range(5):
        factories.report(by=salma, at=NOVEMBER)
    actions.settle()
    assert asked() == before


def test_the_governor_reads_no_small_number_nor_what_would_give_it_away(governor: Client) -> None:
    page = text(governor.get("/figures/", ASKED | {"to": "2025-12"}))
    told = page[page.index("<h2>Canal</h2>") : page.index("<h2>Urgence</h2>")]
    assert "masqué" in told
    assert f">{FEW}<" not in told
    assert ">7<" not in told, "18 in all, 9 by telephone: the smaller of the others would give two away"
    assert f">{MANY}<" in told
    assert "/behind/" not in page


def test_the_governor_chooses_no_period_that_overlaps_another(governor: Client) -> None:
    page = text(governor.get("/figures/", {"from": "2025-11", "to": "2026-01"}))
    assert 'name="to"' not in page
    assert 'value="2025-11" selected' in page
    assert "2025 selected" not in page
    assert '<option value="2025" selected' in text(governor.get("/figures/", {"from": "2025"}))


def test_a_year_tells_no_month_that_was_hidden(governor: Client) -> None:
    page = text(governor.get("/figures/", ASKED | {"from": "2025"}))
    told = page[page.index("<h2>Canal</h2>") : page.index("<h2>Urgence</h2>")]
    assert f">{FEW}<" not in told


def test_the_governor_opens_no_list(governor: Client) -> None:
    assert governor.get("/figures/reports/behind/", {"from": "2025-11"}).status_code == 403


def test_what_leaves_the_house_is_in_the_log(head: Client) -> None:
    for form in ("csv", "xlsx", "sheet"):
        assert head.get(f"/figures/{form}/", {"from": "2025-11"}).status_code == 200
        assert not EventRecord.objects.filter(name="FiguresExported", data__form=form).exists()
        leaving.taken(head, f"/figures/{form}/?from=2025-11")
    taken = EventRecord.objects.filter(name="FiguresExported").order_by("id")
    assert [row.data["form"] for row in taken] == ["csv", "xlsx", "pdf"]
    assert {row.data["first"] for row in taken} == {"2025-11"}


def test_who_may_not_take_figures_along_gets_none(member: MakeMember, sign_in: SignIn) -> None:
    browser = sign_in(member("operator"))
    for form in ("csv", "xlsx", "sheet"):
        assert browser.get(f"/figures/{form}/").status_code == 403
    assert not EventRecord.objects.filter(name="FiguresExported").exists()


def test_a_table_opens_where_it_is_expected_to(head: Client) -> None:
    body = leaving.taken(head, "/figures/csv/?from=2025-11").content.decode()
    assert body.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(body.removeprefix("\ufeff")), delimiter=";"))
    assert ["Signalements reçus", "novembre 2025", "Canal", "Appel téléphonique", str(MANY)] in rows
    assert ["Signalements reçus", "novembre 2025", str(MANY + FEW + 7)] in rows


def test_a_book_has_its_numbers_and_its_definitions(head: Client) -> None:
    head.cookies["jaras_language"] = "ar"
    book = load_workbook(io.BytesIO(leaving.taken(head, "/figures/xlsx/?from=2025-11").content))
    first, months, definitions = book.worksheets
    assert first.sheet_view.rightToLeft
    assert ("الإشعارات المتوصل بها", "نونبر 2025", MANY + FEW + 7) in list(months.values)
    assert len(list(definitions.values)) == 1 + 5 + 7 + 2


def test_a_name_that_looks_like_a_formula_stays_a_name(head: Client) -> None:
    factories.commune("05.311.01.09").__class__.objects.filter(pk="05.311.01.09").update(
        name_fr='=HYPERLINK("x")'
    )
    from jaras.territory import queries

    queries.forget()
    body = leaving.taken(head, "/figures/csv/?from=2025-11").content.decode()
    assert ";\"'=HYPERLINK(" in body
    book = load_workbook(io.BytesIO(leaving.taken(head, "/figures/xlsx/?from=2025-11").content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_no_small_number_leaves_with_the_governor(governor: Client) -> None:
    rows = list(
        csv.reader(
            io.StringIO(leaving.taken(governor, "/figures/csv/?from=2025-11").content.decode()), delimiter=";"
        )
    )
    numbers = [row[4] for row in rows if len(row) == 5]
    assert "masqué" in numbers
    assert not {"1", "2", "3", "4"} & set(numbers)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_month_is_two_pages(language: str, governor: Client) -> None:
    governor.cookies["jaras_language"] = language
    answer = leaving.taken(governor, "/figures/sheet/?from=2025-11")
    assert answer["Content-Type"] == "application/pdf"
    assert b"/Type/Pages/Count 2/" in answer.content


def test_each_page_of_the_month_names_who_took_it_along(governor: Client) -> None:
    drawn = leaving.taken(governor, "/figures/sheet/?from=2025-11").content
    pages = [" ".join(each.extract_text().split()) for each in PdfReader(io.BytesIO(drawn)).pages]
    assert len(pages) == 2
    assert all("Emporté de Jaras par" in page for page in pages)


@pytest.mark.parametrize("restricted", [FEW, 5])
def test_what_is_restricted_is_not_counted_for_whoever_may_not_open_it(
    restricted: int, member: MakeMember, sign_in: SignIn
) -> None:
    salma = member("operator")
    for _each in range(restricted):
        factories.case(by=salma, at=NOVEMBER, restricted=True)
    actions.settle()
    asked = {"from": "2025-11"}
    lead, head = sign_in(member("pole_lead")), sign_in(member("head"))
    page = text(lead.get("/figures/cases/behind/", asked))
    assert page.count('class="row"') == 0
    assert "Rien n’a été compté ici" in page
    assert "Seul ce que votre rôle ouvre" in page
    assert text(head.get("/figures/cases/behind/", asked)).count('class="row"') == restricted
