"""The help given on a report, from its page: planned, done, not done, corrected."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.care import actions
from jaras.care.models import Intervention
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.intake.models import Report
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def browser(salma: Member, sign_in: SignIn) -> Client:
    return sign_in(salma)


@pytest.fixture
def report(salma: Member) -> Report:
    return factories.report(by=salma, at=timezone.now(), words="Un homme âgé dort près de la gare")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def planned(report: Report, by: Member, **said: Any) -> Intervention:
    told = {"code": "REP", "state": "planned"} | said
    return actions.record(report=report, by=actor_of(by), at=timezone.now(), **told)


def address(row: Intervention, verb: str) -> str:
    return f"/reports/{row.report_id}/interventions/{row.pk}/{verb}/"


def test_a_help_is_planned_on_a_report_once(browser: Client, report: Report) -> None:
    here = f"/reports/{report.pk}/interventions/"
    key = text(browser.get(here)).split('name="key" value="')[1].split('"')[0]
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1))
    said = {"state": "planned", "code": "REP", "moment": f"{tomorrow:%Y-%m-%dT%H:%M}", "key": key}
    for _click in range(2):
        answer = browser.post(here, said)
    assert answer.headers["Location"] == f"/reports/{report.pk}"
    row = report.interventions.get()
    assert (row.state, row.case_id) == ("planned", None)
    page = text(browser.get(f"/reports/{report.pk}"))
    assert address(row, "do") in page
    assert address(row, "amend") in page


def test_whoever_comes_from_the_desk_goes_back_there(browser: Client, report: Report) -> None:
    assert f"/reports/{report.pk}/interventions/?from=desk" in text(browser.get(f"/desk/{report.pk}"))
    answer = browser.post(f"/reports/{report.pk}/interventions/?from=desk", {"state": "done", "code": "REP"})
    assert answer.headers["Location"] == f"/desk/{report.pk}"


def test_what_was_planned_is_done_or_says_why_not(browser: Client, report: Report, salma: Member) -> None:
    done, left, cancelled = (planned(report, salma) for _each in range(3))
    assert browser.post(address(done, "do"), {}).status_code == 302
    assert browser.post(address(left, "leave_undone"), {}).status_code == 400
    assert browser.post(address(left, "leave_undone"), {"reason": "REFUSED"}).status_code == 302
    assert browser.post(address(cancelled, "cancel"), {"note": "Déjà fait"}).status_code == 302
    states = report.interventions.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["done", "not_done", "cancelled"]
    assert browser.get(address(done, "vanish")).status_code == 404


def test_a_help_on_a_report_of_a_case_is_of_both(browser: Client, report: Report, salma: Member) -> None:
    intake.claim(report=report, by=actor_of(salma), at=timezone.now())
    case = intake.open_case(report=report, by=actor_of(salma), at=timezone.now())
    browser.post(f"/reports/{report.pk}/interventions/", {"state": "done", "code": "REP"})
    row = report.interventions.get()
    assert row.case_id == case.pk


def test_what_cannot_be_right_stands_beside_its_field(browser: Client, report: Report) -> None:
    answer = browser.post(
        f"/reports/{report.pk}/interventions/", {"state": "not_done", "code": "REP", "note": "Rien"}
    )
    assert answer.status_code == 400
    assert "Rien" in text(answer)
    assert not report.interventions.exists()


def test_of_two_who_correct_the_second_sees_both(browser: Client, report: Report, salma: Member) -> None:
    row = planned(report, salma, note="Soupe")
    seen = row.version
    actions.amend(intervention=row, note="Pain", by=actor_of(salma), at=timezone.now())
    said = {"code": "REP", "note": "Couverture", "version": seen}
    answer = browser.post(address(row, "amend"), said)
    assert answer.status_code == 409
    assert "Pain" in text(answer)
    assert "Couverture" in text(answer)
    said["version"] = text(answer).split('name="version" value="')[1].split('"')[0]
    assert browser.post(address(row, "amend"), said).status_code == 302
    row.refresh_from_db()
    assert row.note == "Couverture"


def test_another_report_has_no_such_intervention(browser: Client, report: Report, salma: Member) -> None:
    elsewhere = factories.report(by=salma, at=timezone.now(), words="Autre chose")
    row = planned(report, salma)
    assert browser.get(f"/reports/{elsewhere.pk}/interventions/{row.pk}/do/").status_code == 404


def test_who_does_not_see_the_report_finds_nothing(
    report: Report, member: MakeMember, sign_in: SignIn
) -> None:
    clerk = sign_in(member("field"))
    assert clerk.get(f"/reports/{report.pk}/interventions/").status_code == 404
