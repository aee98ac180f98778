"""Until when a case, a report, a person is kept stands on its page, with the rule, with a hold."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel.actor import SYSTEM
from jaras.privacy import actions
from tests import factories

LONG_AGO = datetime(2024, 3, 5, 10, tzinfo=timezone.get_default_timezone())
CASE, REPORT, PERSON = "Cinq ans après", "Deux ans après leur réception", "Deux ans après leur enregistrement"


@pytest.fixture
def head(member: Callable[..., Member]) -> Member:
    return member("head")


@pytest.fixture
def browser(head: Member, sign_in: Callable[[Member], Client]) -> Client:
    return sign_in(head)


@pytest.fixture
def ended(head: Member, member: Callable[..., Member]) -> Case:
    return factories.closed_case(by=member("referent"), approved_by=head, at=LONG_AGO)


def hold(kind: str, thing_id: int) -> None:
    actions.hold(kind=kind, thing_id=thing_id, reason="Plainte 7", by=SYSTEM, at=timezone.now())


def test_a_case_says_its_day_once_it_has_ended(browser: Client, head: Member, ended: Case) -> None:
    followed = browser.get(f"/cases/{factories.case(by=head, at=LONG_AGO).pk}/").text
    assert "tant qu’il est suivi" in followed
    page = browser.get(f"/cases/{ended.pk}/").text
    assert "jusqu’au 5 mars 2029" in page
    assert CASE in page
    assert "retenu" not in page
    hold("case", ended.pk)
    held = browser.get(f"/cases/{ended.pk}/").text
    assert "retenu" in held
    assert "Plainte 7" not in held


def test_a_case_that_was_emptied_says_so(browser: Client, ended: Case) -> None:
    actions.forget(kind="case", ids=[ended.pk], years=5, by=SYSTEM, at=LONG_AGO + timedelta(days=2000))
    assert "vidé le 26 août 2029" in browser.get(f"/cases/{ended.pk}/").text


def test_a_report_says_its_day_or_stays_with_its_case(browser: Client, head: Member) -> None:
    by = actor_of(head)
    report = factories.report(by=head, at=LONG_AGO)
    assert "tant qu’il est ouvert" in browser.get(reverse("report", args=[report.pk])).text
    intake.inform(report=report, note="Adresse donnée", by=by, at=LONG_AGO)
    for duty in report.duties.all():
        intake.leave_duty(duty=duty, reason="Sans objet", by=by, at=LONG_AGO)
    intake.close(report=report, by=by, at=LONG_AGO)
    page = browser.get(reverse("report", args=[report.pk])).text
    assert "jusqu’au 5 mars" in page
    assert REPORT in page
    hold("report", report.pk)
    assert "retenu" in browser.get(reverse("report", args=[report.pk])).text
    other = factories.report(by=head, at=LONG_AGO)
    intake.open_case(report=other, by=by, at=LONG_AGO)
    page = browser.get(reverse("report", args=[other.pk])).text
    assert "aussi longtemps que le dossier" in page
    assert CASE in page


def test_a_person_stays_as_long_as_what_is_seen_of_them(browser: Client, head: Member, ended: Case) -> None:
    someone = ended.persons.get()
    page = browser.get(f"/people/{someone.pk}/").text
    assert "jusqu’au 5 mars 2029 au moins" in page
    assert PERSON in page
    hold("person", someone.pk)
    assert "retenu" in browser.get(f"/people/{someone.pk}/").text
    factories.case(by=head, at=LONG_AGO, persons=[someone])
    assert "tant qu’un dossier ou un signalement en parle" in browser.get(f"/people/{someone.pk}/").text


def test_what_a_reader_does_not_see_changes_nothing_of_what_they_read(
    head: Member, ended: Case, member: Callable[..., Member], sign_in: Callable[[Member], Client]
) -> None:
    someone = ended.persons.get()
    browser, here = sign_in(member("referent")), f"/people/{someone.pk}/"
    before = staying_line(browser, here)
    factories.case(by=head, at=timezone.now(), persons=[someone], sealed="violence")
    assert staying_line(browser, here) == before


def staying_line(browser: Client, here: str) -> str:
    return browser.get(here).text.split("<dt>Conservation</dt>")[1].split("</dd>")[0]
