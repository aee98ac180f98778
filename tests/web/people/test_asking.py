"""The pages of the question whether somebody is known elsewhere."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.governance.models import Member, actor_of
from jaras.people import actions
from jaras.people.models import Inquiry, Link, Person
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def person(db: None) -> Person:
    return known(given_name="Zoubida", family_name="Kerroumi", age_about=30, father_name="Belkheir")


def known(**about: Any) -> Person:
    made = factories.person(at=timezone.now(), **about)
    factories.case(by=factories.member(), persons=[made], at=timezone.now())
    return Person.objects.get(pk=made.pk)


@pytest.fixture
def asked(person: Person) -> Inquiry:
    by = actor_of(factories.member("operator", name="Salma Bennani"))
    return actions.ask_elsewhere(person=person, by=by, at=timezone.now() - timedelta(hours=2))


def test_one_press_then_a_sentence_with_its_day(person: Person, member: MakeMember, sign_in: SignIn) -> None:
    browser = sign_in(member("operator"))
    browser.cookies["jaras_language"] = "en"
    assert "Ask whether they are known elsewhere" in text(browser.get(f"/people/{person.pk}/"))
    answer = browser.post(f"/people/{person.pk}/elsewhere/")
    assert answer["Location"] == f"/people/{person.pk}/#elsewhere"
    page = text(browser.get(f"/people/{person.pk}/"))
    assert "your question is with those who may see more" in page
    assert "Ask whether they are known elsewhere" not in page


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_opens(language: str, asked: Inquiry, member: MakeMember, sign_in: SignIn) -> None:
    known(arabic_name="زبيدة الكرومي", age_about=31)
    browser = sign_in(member("head"))
    browser.cookies["jaras_language"] = language
    for address in ("/people/", "/people/elsewhere/", f"/people/elsewhere/{asked.pk}/", "/day/"):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}"' in text(answer)


def test_the_head_finds_it_in_their_day_and_says_who_it_is(
    asked: Inquiry, member: MakeMember, sign_in: SignIn
) -> None:
    other = known(arabic_name="زبيدة الكرومي", age_about=31)
    browser = sign_in(member("head"))
    browser.cookies["jaras_language"] = "en"
    assert f"/people/elsewhere/{asked.pk}/" in text(browser.get("/day/"))
    page = text(browser.get(f"/people/elsewhere/{asked.pk}/"))
    assert f'href="/people/{other.pk}/"' in page
    assert "Salma Bennani" in page
    answer = browser.post(f"/people/elsewhere/{asked.pk}/", {"person": other.pk})
    link = Link.objects.get()
    assert (answer["Location"], link.state) == (f"/people/links/{link.pk}/", "confirmed")
    assert "does not wait for you any more" in text(browser.get(f"/people/elsewhere/{asked.pk}/"))
    assert f"/people/elsewhere/{asked.pk}/" not in text(browser.get("/day/"))


def test_nobody_is_an_answer_too(asked: Inquiry, member: MakeMember, sign_in: SignIn) -> None:
    browser = sign_in(member("head"))
    browser.cookies["jaras_language"] = "en"
    assert "Nobody else by this name" in text(browser.get(f"/people/elsewhere/{asked.pk}/"))
    assert browser.post(f"/people/elsewhere/{asked.pk}/", {"person": ""}).status_code == 302
    assert "No question waits for you" in text(browser.get("/people/elsewhere/"))


def test_an_answer_that_comes_second_is_a_sentence(
    asked: Inquiry, member: MakeMember, sign_in: SignIn
) -> None:
    other = known(arabic_name="زبيدة الكرومي")
    actions.answer_elsewhere(inquiry=asked, other=other, by=actor_of(member("head")), at=timezone.now())
    browser = sign_in(member("head"))
    browser.cookies["jaras_language"] = "en"
    answer = browser.post(f"/people/elsewhere/{asked.pk}/", {"person": other.pk})
    assert answer.status_code == 400
    assert "does not wait for you any more" in text(answer)


@pytest.mark.parametrize("typed", ["0", "-1", "x", "9" * 30, "٣"])
def test_nobody_by_that_number(typed: str, asked: Inquiry, member: MakeMember, sign_in: SignIn) -> None:
    answer = sign_in(member("head")).post(f"/people/elsewhere/{asked.pk}/", {"person": typed})
    assert answer.status_code == 404


def test_as_many_queries_whoever_it_may_be(
    asked: Inquiry, member: MakeMember, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    browser, commune = sign_in(member("head")), factories.commune()
    for _each in range(7):
        known(given_name="Zoubida", family_name="Kerroumi", commune=commune)
    browser.get(f"/people/elsewhere/{asked.pk}/")
    with django_assert_max_num_queries(45):
        page = text(browser.get(f"/people/elsewhere/{asked.pk}/"))
    assert page.count('id="meant-') == 7


def test_many_questions_in_a_fixed_number_of_queries(
    member: MakeMember, sign_in: SignIn, django_assert_max_num_queries: Any, asked: Inquiry
) -> None:
    browser = sign_in(member("head"))
    by = actor_of(factories.member("operator"))
    for _each in range(25):
        actions.ask_elsewhere(person=known(given_name="Rahma"), by=by, at=timezone.now())
    browser.get("/people/elsewhere/")
    with django_assert_max_num_queries(16):
        page = text(browser.get("/people/elsewhere/"))
    assert "after=" in page
