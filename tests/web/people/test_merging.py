"""The pages of a merge: what goes where, one tap, parted again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.kernel.actor import SYSTEM
from jaras.people import actions
from jaras.people.models import Link, Merge, Person
from jaras.people.queries.merging import columns_of
from jaras.people.rules.merging import parts
from jaras.web.people.merged_words import WORDS
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def browser(member: MakeMember, sign_in: SignIn) -> Client:
    return sign_in(member("head", name="Amina Haddad"))


@pytest.fixture
def link(db: None) -> Link:
    at = timezone.now()
    one = factories.person(given_name="Driss", family_name="Alaoui", sex="m", age_about=60, at=at)
    two = factories.person(given_name="Idriss", arabic_name="إدريس العلوي", telephone="0612345678", at=at)
    for person in (one, two):
        factories.case(by=factories.member(), at=at, persons=[person])
    both = actions.propose_link(one=one, two=two, by=SYSTEM, at=at)
    return Link.objects.get(pk=both.pk)


def sent(link: Link, **more: str) -> dict[str, str]:
    one, two = Person.objects.get(pk=link.one_id), Person.objects.get(pk=link.two_id)
    return {"keep": str(one.pk), "kept": str(one.version), "absorbed": str(two.version)} | more


def test_everything_that_is_chosen_has_a_word() -> None:
    codes = {part.code for part in parts(column.attname for column in columns_of(Person))}
    assert codes <= set(WORDS)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_opens(language: str, browser: Client, link: Link) -> None:
    browser.cookies["jaras_language"] = language
    assert browser.get(f"/people/links/{link.pk}/merge/").status_code == 200
    assert browser.get(f"/people/links/{link.pk}/merge/?keep={link.two_id}").status_code == 200
    browser.post(f"/people/links/{link.pk}/merge/", sent(link))
    made = Merge.objects.get()
    assert browser.get(f"/people/merges/{made.pk}/").status_code == 200
    browser.post(f"/people/merges/{made.pk}/undo/", {"reason": "deux frères"})
    assert browser.get(f"/people/merges/{made.pk}/").status_code == 200


def test_the_chosen_value_stays_and_the_old_address_leads_on(browser: Client, link: Link) -> None:
    browser.cookies["jaras_language"] = "en"
    page = text(browser.get(f"/people/links/{link.pk}/merge/"))
    assert 'name="value-given_name" value="absorbed"' in page
    assert "one case" in page
    answer = browser.post(f"/people/links/{link.pk}/merge/", sent(link, **{"value-given_name": "absorbed"}))
    assert answer["Location"] == f"/people/{link.one_id}/"
    kept = Person.objects.get(pk=link.one_id)
    assert (kept.given_name, kept.arabic_name) == ("Idriss", "إدريس العلوي")
    assert browser.get(f"/people/{link.two_id}/")["Location"] == f"/people/{link.one_id}/"
    assert "Merged with" in text(browser.get(f"/people/{link.one_id}/"))


def test_the_other_one_may_stay(browser: Client, link: Link) -> None:
    two, one = Person.objects.get(pk=link.two_id), Person.objects.get(pk=link.one_id)
    browser.post(
        f"/people/links/{link.pk}/merge/",
        {"keep": str(two.pk), "kept": str(two.version), "absorbed": str(one.version)},
    )
    assert Merge.objects.get().kept == two


def test_what_changed_meanwhile_is_shown_and_nothing_merges(browser: Client, link: Link) -> None:
    typed = sent(link, **{"value-given_name": "absorbed"})
    Person.objects.filter(pk=link.two_id).update(version=F("version") + 1)
    answer = browser.post(f"/people/links/{link.pk}/merge/", typed)
    assert answer.status_code == 409
    assert 'value="absorbed" id="id_value-given_name_1" checked' in text(answer)
    assert Merge.objects.count() == 0
    for rubbish in ("", "x", "9" * 40):
        answer = browser.post(f"/people/links/{link.pk}/merge/", sent(link, kept=rubbish))
        assert answer.status_code == 409


def test_parting_asks_why_and_who_they_are(browser: Client, link: Link) -> None:
    browser.cookies["jaras_language"] = "en"
    browser.post(f"/people/links/{link.pk}/merge/", sent(link))
    made = Merge.objects.get()
    refused = browser.post(f"/people/merges/{made.pk}/undo/", {"reason": " "})
    assert refused.status_code == 400
    browser.post(f"/people/merges/{made.pk}/undo/", {"reason": "même homme", "one_person": "yes"})
    assert Link.objects.get().state == "confirmed"
    assert browser.get(f"/people/{link.two_id}/").status_code == 200
    assert "Everything is as it was" in text(browser.get(f"/people/merges/{made.pk}/"))


def test_what_did_not_come_back_is_said(browser: Client, link: Link) -> None:
    browser.cookies["jaras_language"] = "en"
    browser.post(f"/people/links/{link.pk}/merge/", sent(link))
    kept = Person.objects.get(pk=link.one_id)
    actions.amend(person=kept, arabic_name="إدريس", by=SYSTEM, at=timezone.now())
    browser.post(f"/people/merges/{Merge.objects.get().pk}/undo/", {"reason": "deux frères"})
    page = text(browser.get(f"/people/merges/{Merge.objects.get().pk}/"))
    assert "it was changed since" in page


def test_who_may_not_merge_is_not_offered_it(link: Link, member: MakeMember, sign_in: SignIn) -> None:
    operator = sign_in(member("operator"))
    assert f"/people/links/{link.pk}/merge/" not in text(operator.get(f"/people/{link.one_id}/"))
    assert operator.get(f"/people/links/{link.pk}/merge/").status_code == 403


PAGES = ("", "amend/", "identity/", "reach/", "relations/", "photograph/", "consents/", "same/")


def test_every_page_of_the_absorbed_record_leads_on(browser: Client, link: Link) -> None:
    browser.post(f"/people/links/{link.pk}/merge/", sent(link))
    for page in PAGES:
        answer = browser.get(f"/people/{link.two_id}/{page}?q=a")
        assert (answer.status_code, answer["Location"]) == (302, f"/people/{link.one_id}/{page}?q=a")
    answer = browser.post(f"/people/{link.two_id}/reach/", {"do": "telephone", "number": "0612000000"})
    assert (answer.status_code, answer["Location"]) == (307, f"/people/{link.one_id}/reach/")


def test_it_leads_nobody_on_who_does_not_see_the_record_that_stays(
    browser: Client, link: Link, member: MakeMember, sign_in: SignIn
) -> None:
    browser.post(f"/people/links/{link.pk}/merge/", sent(link))
    for case in Case.objects.all():
        cases.seal(case=case, compartment="violence", by=SYSTEM, at=timezone.now())
    operator = sign_in(member("operator"))
    for page in PAGES:
        assert operator.get(f"/people/{link.two_id}/{page}").status_code == 404
