"""The page of an identity number: a field under the authorisation, a sentence without."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from jaras.governance.models import Member
from jaras.kernel.actor import SYSTEM
from jaras.people.models import Person
from jaras.privacy import actions
from jaras.privacy.models import IdentityNumber
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(member: Callable[..., Member]) -> Member:
    return member("head")


@pytest.fixture
def browser(head: Member, sign_in: Callable[[Member], Client]) -> Client:
    return sign_in(head)


@pytest.fixture
def here(head: Member, at: datetime) -> str:
    person = factories.person(by=head, at=at, given_name="Hassania")
    factories.case(by=head, at=at, persons=[person])
    return f"/people/{person.pk}/"


def test_without_an_authorisation_there_is_a_sentence(browser: Client, here: str) -> None:
    assert "identity/" not in browser.get(here).text
    page = browser.get(f"{here}identity/").text
    assert 'name="number"' not in page
    assert "Personne n’a besoin d’un numéro" in page
    answer = browser.post(f"{here}identity/", {"number": "QA123456", "seen": ""})
    assert answer.status_code == 400
    assert "sont éteints" in answer.text
    assert not IdentityNumber.objects.exists()


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_it_is_written_shown_found_corrected_taken_away(browser: Client, here: str, language: str) -> None:
    browser.cookies["jaras_language"] = language
    authorisation = factories.authorisation()
    assert f"{here}identity/" in browser.get(here).text
    assert browser.post(f"{here}identity/", {"number": "qa 123 456", "seen": ""}).status_code == 302
    assert "QA123456" in browser.get(here).text
    assert here in browser.get("/people/?q=QA-123456").text
    assert here not in browser.get("/people/?q=QA123457").text
    refused = browser.post(f"{here}identity/", {"number": "QA999999", "seen": ""})
    assert refused.status_code == 400
    assert "QA123456" in refused.text
    assert "QA999999" in refused.text
    actions.end_authorisation(authorisation=authorisation, by=SYSTEM, at=authorisation.entered_at)
    assert "QA123456" in browser.get(here).text
    assert browser.post(f"{here}identity/", {"number": "", "seen": "QA123456"}).status_code == 302
    assert "QA123456" not in browser.get(here).text
    assert "identity/" not in browser.get(here).text


def test_nobody_is_there_for_whoever_may_not_see_them(
    member: Callable[..., Member], sign_in: Callable[[Member], Client], head: Member, at: datetime
) -> None:
    hidden: Person = factories.person(by=head, at=at)
    factories.case(by=head, at=at, persons=[hidden], sealed="violence")
    assert sign_in(member("referent")).get(f"/people/{hidden.pk}/identity/").status_code == 404
