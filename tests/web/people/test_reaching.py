"""The page of numbers and addresses: written down, shown with whose they are too, taken away."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from jaras.governance.models import Member
from jaras.people.models import ChannelIdentity, Person, Telephone
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(member: Callable[..., Member]) -> Member:
    return member("head")


@pytest.fixture
def browser(head: Member, sign_in: Callable[[Member], Client]) -> Client:
    return sign_in(head)


@pytest.fixture
def driss(head: Member, at: datetime) -> Person:
    person = factories.person(
        by=head, at=at, given_name="Driss", telephone="0661234567", contact_safety="ne pas rappeler le soir"
    )
    factories.case(by=head, at=at, persons=[person])
    return person


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_number_and_an_address_come_and_go(browser: Client, driss: Person, language: str) -> None:
    browser.cookies["jaras_language"] = language
    here = f"/people/{driss.pk}/reach/"
    assert here in browser.get(f"/people/{driss.pk}/").text
    said = {"do": "telephone", "number": "0523 49 00 11", "shared_with": "Lalla Zohra"}
    assert browser.post(here, said).status_code == 302
    mail = {"do": "attach", "channel": "email", "external_id": "driss@example.org"}
    assert browser.post(here, mail).status_code == 302
    for page in (browser.get(here).text, browser.get(f"/people/{driss.pk}/").text):
        for expected in ("0523 49 00 11", "Lalla Zohra", "driss@example.org", "ne pas rappeler le soir"):
            assert expected in page, expected
    browser.post(here, {"do": "drop", "row": Telephone.objects.get().pk})
    browser.post(here, {"do": "detach", "row": ChannelIdentity.objects.get().pk})
    page = browser.get(here).text
    assert "0523 49 00 11" not in page
    assert "driss@example.org" not in page


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"do": "telephone", "number": "12"}, 400),
        ({"do": "attach", "channel": "", "external_id": "x"}, 400),
        ({"do": "drop", "row": "99999999"}, 404),
        ({"do": "drop", "row": "²"}, 404),
        ({"do": "detach", "row": ""}, 404),
        ({"do": "nothing"}, 404),
    ],
)
def test_bad_input_is_answered(browser: Client, driss: Person, sent: dict[str, str], status: int) -> None:
    answer = browser.post(f"/people/{driss.pk}/reach/", sent)
    assert answer.status_code == status
    for typed in ("12", "x"):
        if typed in sent.values():
            assert f'value="{typed}"' in answer.text, "nothing typed is lost"
