"""A report sealed at the call, at triage, opened again."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from jaras.governance.models import Member
from jaras.intake.models import Report
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
BEATEN = "Une femme battue : son mari la frappe, elle a peur de rentrer."


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator")


def text(browser: Client, address: str) -> str:
    return unescape(browser.get(address).content.decode())


def test_it_is_sealed_while_it_is_taken(salma: Member, member: MakeMember, sign_in: SignIn) -> None:
    browser, other = sign_in(salma), sign_in(member("operator"))
    assert browser.post("/call", {"words": BEATEN, "sealed": "violence"}).status_code == 200
    report = Report.objects.get()
    assert (report.level, report.compartment) == ("sealed", "violence")
    assert "Scellé" in text(browser, f"/reports/{report.pk}")
    assert other.get(f"/reports/{report.pk}").status_code == 404
    for page in ("/desk", "/reports", "/search?q=femme"):
        assert "battue" not in text(other, page)
    assert "battue" in text(browser, "/desk")


def test_an_unknown_compartment_is_refused_with_the_words_kept(salma: Member, sign_in: SignIn) -> None:
    answer = sign_in(salma).post("/call", {"words": BEATEN, "sealed": "secret"})
    assert (answer.status_code, Report.objects.count()) == (400, 0)
    assert "battue" in answer.content.decode()


def test_it_is_proposed_with_its_reasons(salma: Member, sign_in: SignIn) -> None:
    report, browser = factories.report(by=salma, at=timezone.now(), words=BEATEN), sign_in(salma)
    page = text(browser, f"/reports/{report.pk}")
    assert "À sceller dans « Violences » ?" in page
    assert "Vous tenez ce signalement" in page
    browser.post(f"/reports/{report.pk}/seal", {"compartment": "violence"})
    report.refresh_from_db()
    assert report.level == "sealed"


def test_whoever_loses_sight_is_told_then_led_away(
    salma: Member, member: MakeMember, sign_in: SignIn
) -> None:
    report, other = factories.report(by=salma, at=timezone.now(), words=BEATEN), sign_in(member("operator"))
    assert "vous ne le verrez plus" in text(other, f"/reports/{report.pk}")
    other.post(f"/reports/{report.pk}/seal", {"compartment": "violence"})
    assert other.get(f"/reports/{report.pk}").status_code == 404


def test_a_holder_opens_it_with_a_reason(salma: Member, member: MakeMember, sign_in: SignIn) -> None:
    report = factories.report(by=salma, at=timezone.now(), sealed="violence")
    holder = sign_in(member("head", compartments=["violence"]))
    assert "Rouvrir" not in text(sign_in(salma), f"/reports/{report.pk}")
    assert "Le rouvrir" in text(holder, f"/reports/{report.pk}")
    assert holder.post(f"/reports/{report.pk}/unseal", {"reason": ""}).status_code == 400
    holder.post(f"/reports/{report.pk}/unseal", {"reason": "Erreur d’écoute"})
    report.refresh_from_db()
    assert report.level == "ordinary"
    assert sign_in(salma).post(f"/reports/{report.pk}/seal", {"compartment": ""}).status_code == 400
