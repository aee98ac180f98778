"""What leaves the house: asked why, counted, marked, for its maker alone, gone after a day."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.kernel import exports, jobs
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import SYSTEM
from jaras.kernel.keys import Unreadable
from jaras.kernel.models import EventRecord, ExportedFile
from jaras.kernel.record.models import Act, ReadRecord
from jaras.kernel.refusal import Refused
from jaras.territory import actions as territory
from tests import factories
from tests.web import leaving

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
FIGURES = "/figures/csv/?from=2025-11"


@pytest.fixture
def chief(member: MakeMember) -> Member:
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=timezone.now())
    return member("head")


@pytest.fixture
def head(chief: Member, sign_in: SignIn) -> Client:
    return sign_in(chief)


def written(name: str = "liste.csv") -> exports.Written:
    return exports.Written(name, "text/csv", b"1;2", 1)


def test_no_file_is_made_before_its_reason_is_given(head: Client) -> None:
    assert head.get(FIGURES).status_code == 200
    for reason in ("", "   ", "abc", "x" * 301):
        assert head.post(FIGURES, {"reason": reason}).status_code == 400
    assert not ExportedFile.objects.exists()
    assert not EventRecord.objects.filter(name="FileTakenOut").exists()


def test_a_file_is_in_the_log_and_in_the_journal(head: Client, chief: Member) -> None:
    leaving.taken(head, FIGURES)
    made = ExportedFile.objects.get()
    event = EventRecord.objects.get(name="FileTakenOut")
    assert (event.subject_id, event.by_id, event.data["kind"]) == (made.pk, chief.pk, "figures")
    assert leaving.REASON not in str(event.data)
    assert ReadRecord.objects.filter(
        subject="export", subject_id=made.pk, by_id=chief.pk, act=Act.EXPORTED
    ).exists()


def test_the_table_names_who_took_it_and_when(head: Client, chief: Member) -> None:
    body = leaving.taken(head, FIGURES).content.decode("utf-8-sig")
    last = list(csv.reader(io.StringIO(body), delimiter=";"))[-1][0]
    assert chief.name in last
    assert str(timezone.localdate().year) in last


def test_a_name_that_is_a_formula_is_no_formula_in_the_mark(head: Client, chief: Member) -> None:
    Member.objects.filter(pk=chief.pk).update(name='=cmd|"/c calc"!A1')
    for address in (FIGURES, "/figures/xlsx/?from=2025-11"):
        body = leaving.taken(head, address).content
        if address == FIGURES:
            assert not [row for row in csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";")
                        for cell in row if cell.startswith("=")]  # fmt: skip
        else:
            cells = [cell for sheet in load_workbook(io.BytesIO(body)) for row in sheet for cell in row]
            assert not [cell for cell in cells if cell.data_type == "f"]


def test_a_day_allows_so_many(head: Client, chief: Member) -> None:
    actor, now = actor_of(chief), timezone.now()
    most = exports.kinds()["cases"]["a_day"]
    for _each in range(most):
        exports.take_out(kind="cases", reason="réunion", write=written, by=actor, at=now)
    with pytest.raises(Refused):
        exports.take_out(kind="cases", reason="réunion", write=written, by=actor, at=now)
    assert head.post("/cases/file/", {"reason": "réunion"}).status_code == 400
    assert ExportedFile.objects.count() == most
    exports.take_out(kind="cases", reason="réunion", write=written, by=actor, at=now + timedelta(days=1))


def test_a_right_is_needed_for_each_kind(member: MakeMember, sign_in: SignIn) -> None:
    operator = member("operator")
    for kind in exports.kinds().codes():
        with pytest.raises(Forbidden):
            exports.take_out(
                kind=kind, reason="réunion", write=written, by=actor_of(operator), at=timezone.now()
            )
    assert sign_in(operator).get("/cases/file/").status_code == 403


def test_the_link_is_for_its_maker_alone(head: Client, member: MakeMember, sign_in: SignIn) -> None:
    leaving.taken(head, FIGURES)
    link = leaving.link(head)
    made = ExportedFile.objects.get()
    assert head.get(link).status_code == 200
    assert head.get(f"/exports/{made.pk}/").status_code == 404
    assert head.get(f"/exports/{made.pk}/?key={exports.key(made)}x").status_code == 404
    for other in (sign_in(member("head")), sign_in(member("dpo")), Client()):
        assert other.get(link).status_code in (302, 404)
        assert leaving.REASON.encode() not in Client().get("/exports/").content


def test_the_link_dies_before_the_file(head: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    leaving.taken(head, FIGURES)
    made = ExportedFile.objects.get()
    key = exports.key(made)
    monkeypatch.setattr(exports, "LINK_LASTS", timedelta(seconds=-1))
    assert not exports.opens(key, made)


def test_whoever_lost_the_right_no_longer_opens_the_file(head: Client, chief: Member) -> None:
    leaving.taken(head, FIGURES)
    link = leaving.link(head)
    Member.objects.filter(pk=chief.pk).update(roles=["operator"])
    assert head.get(link).status_code == 404


def test_a_file_is_gone_after_a_day_its_line_stays(head: Client, settings: Any) -> None:
    leaving.taken(head, FIGURES)
    made = ExportedFile.objects.get()
    assert exports.location(made.token).stat().st_mode & 0o077 == 0
    ExportedFile.objects.update(until=timezone.now())
    assert head.get(f"/exports/{made.pk}/?key={exports.key(made)}").status_code == 404
    jobs.take_exports_away()
    assert not list(Path(settings.EXPORTS_ROOT).iterdir())
    made.refresh_from_db()
    assert made.gone_at
    assert made.reason == leaving.REASON
    jobs.take_exports_away()
    page = head.get("/exports/").content.decode()
    assert "retiré" in page
    assert "?key=" not in page


def test_the_disk_tells_nothing_of_a_file(head: Client) -> None:
    body = leaving.taken(head, FIGURES).content
    made = ExportedFile.objects.get()
    kept = exports.location(made.token)
    lies = kept.read_bytes()
    assert body[3:40] not in lies
    kept.write_bytes(lies[:-1] + bytes([lies[-1] ^ 1]))
    with pytest.raises(Unreadable):
        exports.content(made)


def test_the_officer_reads_who_took_what_and_opens_nothing(
    head: Client, chief: Member, member: MakeMember, sign_in: SignIn
) -> None:
    leaving.taken(head, FIGURES)
    page = sign_in(member("dpo")).get("/exports/").content.decode()
    assert chief.name in page
    assert leaving.REASON in page
    assert "?key=" not in page
    assert leaving.REASON not in sign_in(member("governor")).get("/exports/").content.decode()


# --- the list of cases ---------------------------------------------------------------------------


def rows_of(browser: Client, address: str = "/cases/file/") -> list[tuple[object, ...]]:
    sheet = load_workbook(io.BytesIO(leaving.taken(browser, address).content)).worksheets[0]
    return [row for row in sheet.values if isinstance(row[0], int)]


def test_the_list_leaves_as_it_is_filtered(head: Client, chief: Member) -> None:
    first, second = (factories.case(by=chief, at=timezone.now()) for _each in range(2))
    Case.objects.filter(pk=second.pk).update(state="closed")
    assert [row[0] for row in rows_of(head)] == [first.pk]
    assert {row[0] for row in rows_of(head, "/cases/file/?state=all")} == {first.pk, second.pk}


def test_a_sealed_case_leaves_only_with_who_sees_it(head: Client, member: MakeMember) -> None:
    there = factories.case(by=member("operator"), at=timezone.now())
    sealed = factories.case(by=member("operator"), at=timezone.now())
    Case.objects.filter(pk=sealed.pk).update(level="sealed", compartment="violence")
    assert [row[0] for row in rows_of(head)] == [there.pk]


def test_a_long_list_is_refused_not_cut(head: Client, chief: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    from jaras.web.cases import leaving as page

    monkeypatch.setattr(page, "MOST", 1)
    for _each in range(2):
        factories.case(by=chief, at=timezone.now())
    assert head.post("/cases/file/", {"reason": "réunion"}).status_code == 400
    assert not ExportedFile.objects.exists()


def test_a_printed_paper_leaves_its_line_without_a_reason(member: MakeMember, sign_in: SignIn) -> None:
    operator = member("operator")
    browser = sign_in(operator)
    for _twice in range(2):
        assert browser.get("/desk/sheet").status_code == 200
    lines = ExportedFile.objects.order_by("number")
    assert [(made.kind, made.reason, made.by_id, made.number) for made in lines] == [
        ("paper_watch", "", operator.pk, number) for number in (1, 2)
    ]
    assert not list(Path(settings.EXPORTS_ROOT).glob("*"))
    page = browser.get("/exports/").text
    assert "Feuille de permanence" in page
    assert "imprimé" in page
    assert browser.get(f"/exports/{lines[0].pk}/?key={exports.key(lines[0])}").status_code == 404
    assert "Feuille de permanence" in sign_in(member("dpo")).get("/exports/").text


def test_nothing_but_a_paper_of_the_list_is_printed_so(chief: Member) -> None:
    with pytest.raises(Forbidden):
        exports.printed(kind="cases", name="x.pdf", body=b"", by=actor_of(chief), at=timezone.now())
    with pytest.raises(Forbidden):
        exports.printed(kind="paper_watch", name="x.pdf", body=b"", by=SYSTEM, at=timezone.now())
