"""The pages of two records that may be one person: side by side, three answers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.cases import actions as cases
from jaras.governance.models import Member
from jaras.kernel.actor import SYSTEM
from jaras.kernel.record.models import ReadRecord
from jaras.people import actions
from jaras.people.models import Link, Person
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def browser(member: MakeMember, sign_in: SignIn) -> Client:
    return sign_in(member("operator", name="Salma Bennani"))


def pair(number: int = 0) -> Link:
    at = timezone.now()
    one = factories.person(given_name="Driss", family_name=f"Alaoui {number}", telephone="0612345678", at=at)
    two = factories.person(arabic_name="إدريس العلوي", telephone="+212 612-345678", at=at)
    for person in (one, two):
        factories.case(by=factories.member(), at=at, persons=[person])
    reasons = [("telephone_same", 7.2), ("name_script", 6.0), ("birth_other", -2.0), ("namesakes", -0.1)]
    return actions.propose_link(
        one=one, two=two, probability=0.97, reasons=reasons, source="night", by=SYSTEM, at=at
    )


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_opens(language: str, browser: Client, db: None) -> None:
    link = pair()
    browser.cookies["jaras_language"] = language
    for address in (
        "/people/links/",
        *(f"/people/links/?state={state}" for state in ("unsure", "confirmed", "refused", "nonsense")),
        f"/people/links/{link.pk}/",
        f"/people/{link.one_id}/",
        f"/people/{link.one_id}/same/?q=alaoui",
    ):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}"' in text(answer)


def test_what_agrees_and_what_differs_is_said(browser: Client) -> None:
    pair()
    browser.cookies["jaras_language"] = "en"
    page = text(browser.get("/people/links/"))
    assert "Very likely the same person" in page
    assert "Same telephone · Same name in the other script" in page
    assert "Other age" in page
    assert "Many people have this name" in page


def test_three_answers(browser: Client) -> None:
    first, second, third = pair(1), pair(2), pair(3)
    for link, verb in ((first, "confirm"), (second, "refuse"), (third, "leave")):
        answer = browser.post(f"/people/links/{link.pk}/{verb}/", {"back": "/people/links/?state=proposed"})
        assert (answer.status_code, answer["Location"]) == (302, "/people/links/?state=proposed")
    states = Link.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["confirmed", "refused", "unsure"]
    answer = browser.post(f"/people/links/{first.pk}/unlink/", {"reason": "", "back": "//example.org/"})
    assert answer["Location"] == "/people/links/"
    assert Link.objects.get(pk=first.pk).state == "confirmed"
    browser.post(f"/people/links/{first.pk}/unlink/", {"reason": "vus ensemble"})
    assert Link.objects.get(pk=first.pk).state == "refused"
    assert browser.post(f"/people/links/{first.pk}/nonsense/").status_code == 404


def test_each_says_that_it_is_the_other(browser: Client) -> None:
    link = pair()
    browser.cookies["jaras_language"] = "en"
    assert "May be the same as" in text(browser.get(f"/people/{link.two_id}/"))
    browser.post(f"/people/links/{link.pk}/confirm/", {"back": f"/people/{link.two_id}/"})
    page = text(browser.get(f"/people/{link.two_id}/"))
    assert "Same person as" in page
    assert "Alaoui 0" in page


def test_a_member_says_that_two_are_one(browser: Client) -> None:
    link = pair()
    other = factories.person(given_name="Idriss", at=timezone.now())
    factories.case(by=factories.member(), at=timezone.now(), persons=[other])
    address = f"/people/{link.one_id}/same/"
    assert f'value="{other.pk}"' in text(browser.get(address, {"q": "idriss"}))
    assert browser.post(address, {"person": other.pk}).status_code == 302
    assert Link.objects.between(link.one, other).get().state == "confirmed"
    assert browser.post(address, {"person": link.one_id}).status_code == 400
    for nobody in ("", "x", "999999999"):
        assert browser.post(address, {"person": nobody}).status_code == 404


def test_the_list_asks_as_often_whatever_it_holds(browser: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get("/people/links/")
        return len([each for each in queries if "INSERT" not in each["sql"]])

    pair(0)
    browser.get("/people/links/")
    one = asked()
    for number in range(1, 5):
        pair(number)
    assert asked() == one


def test_both_persons_are_read(browser: Client, at: datetime) -> None:
    link = pair()
    browser.get(f"/people/links/{link.pk}/")
    read = ReadRecord.objects.filter(subject="person").values_list("subject_id", flat=True)
    assert {link.one_id, link.two_id} <= set(read)


def test_a_link_with_somebody_sealed_is_nowhere(browser: Client) -> None:
    link = pair()
    cases.seal(case=link.two.cases.get(), compartment="violence", by=SYSTEM, at=timezone.now())
    for address in ("/people/links/", f"/people/{link.one_id}/"):
        assert f"/people/links/{link.pk}/" not in text(browser.get(address))
    assert browser.post(f"/people/links/{link.pk}/confirm/").status_code == 404
    assert Person.objects.count() == 2


@pytest.mark.parametrize(("language", "whole"), [("fr", "En tout"), ("ar", "المجموع"), ("en", "Together")])
def test_each_reason_has_its_bar_on_the_page_of_the_pair(language: str, whole: str, browser: Client) -> None:
    link = pair()
    browser.cookies["jaras_language"] = language
    page = text(browser.get(f"/people/links/{link.pk}/"))
    chart = page[page.index('<dl class="bars steps">') : page.index("</figure>")]
    assert chart.count("<rect") == len(link.reasons) + 2  # where it begins, the whole
    assert whole in chart
    assert chart.count("<tr>") == len(link.reasons) + 3
    assert "×\u00a01" in chart  # the same telephone
    assert "÷" in chart


def test_what_a_member_said_has_no_bars(browser: Client) -> None:
    at = timezone.now()
    persons = [factories.person(given_name=name, family_name="Tazi", at=at) for name in ("Omar", "Amor")]
    for person in persons:
        factories.case(by=factories.member(), at=at, persons=[person])
    link = actions.propose_link(one=persons[0], two=persons[1], by=SYSTEM, at=at)
    assert "bars steps" not in text(browser.get(f"/people/links/{link.pk}/"))
