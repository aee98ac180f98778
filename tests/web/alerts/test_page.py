"""The page on which nothing falls through: what rings, who was told, what is done about it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.alerts import jobs
from jaras.alerts.models import Alert, Device, Notice
from jaras.alerts.rules import AlertState, Channel, NoticeState
from jaras.governance import actions as governance
from jaras.governance import queries as members
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM
from tests import factories
from tests.alerts.browser import Browser

PERIL = "Un enfant ne respire plus, il est inconscient devant la gare"
MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def report(salma: Member) -> Report:
    """In danger of life, for seven minutes, while Salma holds the watch."""
    at = timezone.now() - timedelta(minutes=7)
    factories.province()
    governance.take_watch(by=actor_of(salma), at=at)
    report = intake.receive(channel="WEB", external_id="m1", words=PERIL, at=at).report
    jobs.follow()
    return report


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_it_says_who_was_told_and_whether_it_came(
    salma: Member, report: Report, sign_in: SignIn, language: str
) -> None:
    browser = sign_in(salma)
    browser.cookies["jaras_language"] = language
    page = text(browser.get("/alerts/"))
    assert f'<html lang="{language}"' in page
    assert f'href="/reports/{report.pk}"' in page
    assert "Salma Bennani" in page
    assert Notice.objects.get(channel=Channel.SCREEN).state == NoticeState.DELIVERED
    assert Notice.objects.get(channel=Channel.MAIL).state == NoticeState.WAITING


def test_the_top_of_each_page_says_how_many_ring(salma: Member, report: Report, sign_in: SignIn) -> None:
    browser = sign_in(salma)
    assert 'hx-get="/alerts/mine/"' in text(browser.get("/day/"))
    assert Notice.objects.get(channel=Channel.SCREEN).state == NoticeState.WAITING
    assert "Une alerte pour vous" in text(browser.get("/alerts/mine/"))
    assert Notice.objects.get(channel=Channel.SCREEN).state == NoticeState.DELIVERED
    assert "S’en charger" in text(browser.get("/day/"))


def test_one_press_answers_for_it(salma: Member, report: Report, member: MakeMember, sign_in: SignIn) -> None:
    alert, browser = Alert.objects.get(), sign_in(salma)
    assert browser.post(f"/alerts/{alert.pk}/take/").status_code == 302
    alert.refresh_from_db()
    assert (alert.state, alert.taken_by) == (AlertState.ACKNOWLEDGED, salma)
    assert "Une alerte" not in text(browser.get("/alerts/mine/"))
    other = sign_in(member("operator"))
    assert "Salma Bennani s’en charge déjà" in text(other.post(f"/alerts/{alert.pk}/take/", follow=True))


def test_time_is_given_and_what_was_wrong_is_said(salma: Member, report: Report, sign_in: SignIn) -> None:
    alert, browser = Alert.objects.get(), sign_in(salma)
    refused = browser.post(f"/alerts/{alert.pk}/hold/", {"why": "planned", "until": ""})
    assert refused.status_code == 400
    assert "jusqu’à quand" in text(refused)
    until = timezone.localtime(timezone.now() + timedelta(hours=2))
    said = {"why": "planned", "until": until.strftime("%Y-%m-%dT%H:%M")}
    assert browser.post(f"/alerts/{alert.pk}/hold/", said).status_code == 302
    assert "C’est prévu" in text(browser.get("/alerts/"))


def test_a_deputy_is_named_where_there_is_none(
    salma: Member, report: Report, member: MakeMember, sign_in: SignIn
) -> None:
    youssef, browser = member("operator", name="Youssef"), sign_in(salma)
    assert "Permanence sans suppléant" in text(browser.get("/alerts/"))
    for wrong in ("", "x", str(salma.pk)):
        assert browser.post("/alerts/deputy/", {"deputy": wrong}).status_code == 302
    assert browser.post("/alerts/deputy/", {"deputy": str(youssef.pk)}).status_code == 302
    watch = members.current_watch()
    assert watch is not None
    assert watch.deputy == youssef
    assert "Permanence sans suppléant" not in text(browser.get("/alerts/"))


def test_what_somebody_may_not_see_is_not_there(
    salma: Member, report: Report, member: MakeMember, sign_in: SignIn
) -> None:
    intake.seal(report=report, compartment="violence", by=SYSTEM, at=timezone.now())
    browser, alert = sign_in(salma), Alert.objects.get()
    assert f"/reports/{report.pk}" not in text(browser.get("/alerts/"))
    assert browser.post(f"/alerts/{alert.pk}/take/").status_code == 404
    assert browser.get(f"/alerts/{alert.pk}/hold/").status_code == 404
    assert browser.get("/alerts/999/hold/").status_code == 404


def test_nothing_is_overdue(member: MakeMember, sign_in: SignIn) -> None:
    factories.province()
    assert "Rien n’est oublié" in text(sign_in(member("head")).get("/alerts/"))


def test_the_page_asks_as_much_whatever_it_shows(
    salma: Member, report: Report, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    at = timezone.now() - timedelta(days=60)
    karim = factories.member("referent")
    for number in range(8):
        case = factories.case(by=karim, at=at)
        factories.referral(factories.need(case, by=karim, at=at), by=karim, at=at)
        intake.receive(
            channel="WEB", external_id=f"n{number}", words=PERIL, at=at + timedelta(minutes=number)
        )
    jobs.follow()
    browser = sign_in(salma)
    browser.get("/alerts/")
    with django_assert_num_queries(26):
        page = text(browser.get("/alerts/"))
    assert page.count('href="/cases/') > 16


def test_a_browser_is_added_and_taken_off_by_its_owner_alone(
    salma: Member, member: MakeMember, sign_in: SignIn
) -> None:
    browser, told = sign_in(salma), Browser("https://push.example/1").told()
    answer = browser.post(
        "/alerts/devices/", told, headers={"User-Agent": "Firefox/140 Android"}, follow=True
    )
    device = Device.objects.get()
    assert (device.member, device.name) == (salma, "Firefox · Android")
    assert "Firefox · Android" in text(answer)
    other = sign_in(member("operator", name="Youssef"))
    assert other.post(f"/alerts/devices/{device.pk}/end/").status_code == 404
    assert "Firefox · Android" not in text(other.get("/alerts/"))
    browser.post(f"/alerts/devices/{device.pk}/end/")
    assert not Device.objects.exists()


def test_what_is_no_browser_is_said(salma: Member, sign_in: SignIn) -> None:
    answer = sign_in(salma).post("/alerts/devices/", {"endpoint": "https://10.0.0.1/"}, follow=True)
    assert "aucune adresse" in text(answer)
    assert not Device.objects.exists()


def test_what_a_browser_runs_is_given_to_members_alone(salma: Member, sign_in: SignIn) -> None:
    answer = sign_in(salma).get("/alerts/worker.js")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript")
    assert Client().get("/alerts/worker.js").status_code == 302
