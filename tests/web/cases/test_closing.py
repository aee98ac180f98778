"""The end of a case, from the pages: what is asked, what the one who approves reads, news afterwards."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.care import actions as care
from jaras.care.rules import InterventionState
from jaras.cases.models import Case, Closure
from jaras.governance.models import Member, actor_of
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
def other(member: MakeMember, sign_in: SignIn) -> Client:
    return sign_in(member("referent", name="Karim El Mehdaoui"))


@pytest.fixture
def case(salma: Member) -> Case:
    return factories.case(by=salma, at=timezone.now())


def text(answer: Any) -> str:
    return str(answer.content.decode())


def move(browser: Client, case: Case, verb: str, **said: str) -> Any:
    return browser.post(f"/cases/{case.pk}/move/{verb}/", said)


def state(case: Case) -> str:
    return str(Case.objects.get(pk=case.pk).state)


FAMILY = {"outcome": "FAMILY", "summary": "Rentré chez sa sœur à Safi"}


def test_one_asks_another_reads_why_then_approves(browser: Client, other: Client, case: Case) -> None:
    day = (timezone.localtime().date() + timedelta(days=30)).isoformat()
    assert move(browser, case, "request_closure", **FAMILY, follow_up_on=day).status_code == 302
    assert f"/cases/{case.pk}/move/close/" not in text(browser.get(f"/cases/{case.pk}/"))
    assert move(browser, case, "close").status_code == 400
    page = text(other.get(f"/cases/{case.pk}/"))
    form = text(other.get(f"/cases/{case.pk}/move/close/"))
    for seen in (page, form):
        assert "Rentré chez sa sœur à Safi" in seen
        assert "Retour en famille" in seen
    move(other, case, "close")
    assert (state(case), str(Closure.objects.get().follow_up_on)) == ("closed", day)


def test_what_is_missing_stands_beside_its_field(browser: Client, case: Case) -> None:
    answer = move(browser, case, "request_closure", outcome="FAMILY", summary=" ", follow_up_on="2001-01-01")
    assert answer.status_code == 400
    assert 'id="id_summary_error"' in text(answer)
    assert Closure.objects.count() == 0


def test_what_must_be_ended_first_is_said_before_the_form(browser: Client, salma: Member, case: Case) -> None:
    planned = care.record(
        case=case, code="REP", state=InterventionState.PLANNED, by=actor_of(salma), at=timezone.now()
    )
    assert "1 intervention prévue attend sa suite." in text(
        browser.get(f"/cases/{case.pk}/move/request_closure/")
    )
    assert move(browser, case, "request_closure", **FAMILY).status_code == 400
    care.move(intervention=planned, verb="do", by=actor_of(salma), at=timezone.now())
    assert move(browser, case, "request_closure", **FAMILY).status_code == 302


def test_who_comes_second_reads_who_closed(
    browser: Client, other: Client, member: MakeMember, sign_in: SignIn, case: Case
) -> None:
    move(browser, case, "request_closure", **FAMILY)
    move(other, case, "close")
    late = move(sign_in(member("referent")), case, "close")
    assert late.status_code == 400
    assert "Karim El Mehdaoui a déjà clos ce dossier." in text(late)


def test_a_refusal_says_what_is_left_to_do(browser: Client, other: Client, case: Case) -> None:
    move(browser, case, "request_closure", **FAMILY)
    assert move(other, case, "refuse_closure", reason="").status_code == 400
    move(other, case, "refuse_closure", reason="La CNIE manque")
    assert state(case) == "in_progress"
    assert "La CNIE manque" in text(browser.get(f"/cases/{case.pk}/"))


def test_news_are_written_from_the_case(browser: Client, other: Client, case: Case) -> None:
    today = timezone.localtime().date().isoformat()
    assert browser.get(f"/cases/{case.pk}/news/").status_code == 404
    move(browser, case, "request_closure", **FAMILY, follow_up_on=today)
    move(other, case, "close")
    assert f"/cases/{case.pk}/news/" in text(browser.get(f"/cases/{case.pk}/"))
    assert browser.post(f"/cases/{case.pk}/news/", {"words": ""}).status_code == 400
    browser.post(f"/cases/{case.pk}/news/", {"words": "Il travaille au souk"})
    page = text(browser.get(f"/cases/{case.pk}/"))
    assert "Il travaille au souk" in page
    assert f"/cases/{case.pk}/news/" not in page


def test_a_case_opened_again_shows_how_it_ended_before(browser: Client, other: Client, case: Case) -> None:
    move(browser, case, "request_closure", **FAMILY)
    move(other, case, "close")
    move(browser, case, "reopen", reason="Il est revenu")
    page = text(browser.get(f"/cases/{case.pk}/"))
    assert "Retour en famille" in page
    assert state(case) == "reopened"


def test_whoever_may_not_write_ends_nothing(member: MakeMember, sign_in: SignIn, case: Case) -> None:
    stranger = sign_in(member("field"))
    assert stranger.get(f"/cases/{case.pk}/move/request_closure/").status_code == 404
    assert stranger.get(f"/cases/{case.pk}/news/").status_code == 404
    partner = sign_in(member("partner"))
    assert move(partner, case, "request_closure", **FAMILY).status_code in (403, 404)
    assert Closure.objects.count() == 0
