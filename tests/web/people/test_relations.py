"""The page of relations: somebody is found, tied, warned of; the warning stands above every number."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from jaras.governance.models import Member
from jaras.kernel.models import EventRecord
from jaras.people.models import HouseholdMember, Person, Relation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(member: Callable[..., Member]) -> Member:
    return member("head")


@pytest.fixture
def browser(head: Member, sign_in: Callable[[Member], Client]) -> Client:
    return sign_in(head)


def somebody(head: Member, at: datetime, **about: object) -> Person:
    person = factories.person(by=head, at=at, **about)
    factories.case(by=head, at=at, persons=[person])
    return person


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_warning_stands_on_every_page_of_theirs(
    browser: Client, head: Member, at: datetime, language: str
) -> None:
    browser.cookies["jaras_language"] = language
    aicha = somebody(head, at, given_name="Aïcha", sex="f", telephone="0612345678")
    hicham = somebody(head, at, given_name="Hicham", sex="m")
    here = f"/people/{aicha.pk}/relations/"
    assert here in browser.get(f"/people/{aicha.pk}/").text
    assert f'value="{hicham.pk}"' in browser.get(here, {"q": "hicham"}).text
    said = {
        "do": "relate",
        "other": hicham.pk,
        "kind": "spouse",
        "never_tell": "yes",
        "since_on": "2020-01-05",
    }
    assert browser.post(here, said).status_code == 302
    assert browser.post(here, {"do": "live", "address": "rue Anfa"}).status_code == 302
    for page in ("", "relations/", "reach/"):
        text = browser.get(f"/people/{aicha.pk}/{page}").text
        assert "notice-peril" in text, page
        assert text.index("notice-peril") < text.index("Hicham")
    assert "rue Anfa" in browser.get(f"/people/{aicha.pk}/").text
    assert "notice-peril" in browser.get(f"/people/{hicham.pk}/").text
    browser.post(here, {"do": "warn", "row": Relation.objects.get().pk, "never_tell": "no"})
    browser.post(here, {"do": "leave", "row": HouseholdMember.objects.get().pk})
    text = browser.get(f"/people/{aicha.pk}/").text
    assert "notice-peril" not in text
    assert "Hicham" in text
    assert "rue Anfa" not in text
    browser.post(here, {"do": "drop", "row": Relation.objects.get().pk})
    assert "Hicham" not in browser.get(f"/people/{aicha.pk}/").text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"do": "relate", "words": "son mari"}, 400),
        ({"do": "relate", "words": "son mari", "kind": "spouse", "since_on": "hier"}, 400),
        ({"do": "relate", "words": "son mari", "kind": "spouse", "since_on": "2026-02-31"}, 400),
        ({"do": "relate", "other": "99999999", "kind": "spouse"}, 404),
        ({"do": "relate", "other": "x", "kind": "spouse"}, 404),
        ({"do": "warn", "row": "7"}, 404),
        ({"do": "leave", "row": "99"}, 404),
        ({"do": ""}, 404),
    ],
)
def test_bad_input_is_answered(
    browser: Client, head: Member, at: datetime, sent: dict[str, str], status: int
) -> None:
    person = somebody(head, at, given_name="Aïcha")
    answer = browser.post(f"/people/{person.pk}/relations/", sent)
    assert answer.status_code == status
    if status == 400:
        assert 'value="son mari"' in answer.text, "nothing typed is lost"


def test_whom_one_does_not_see_cannot_be_chosen(
    browser: Client, head: Member, member: Callable[..., Member], at: datetime
) -> None:
    hidden = factories.person(at=at, given_name="Zineb")
    factories.case(by=factories.member(), at=at, persons=[hidden], sealed="violence")
    person = somebody(head, at, given_name="Aïcha")
    here = f"/people/{person.pk}/relations/"
    assert "Zineb" not in browser.get(here, {"q": "zineb"}).text.replace('value="zineb"', "")
    answer = browser.post(here, {"do": "relate", "other": hidden.pk, "kind": "sibling"})
    assert answer.status_code == 404
    assert not Relation.objects.exists()


def test_a_relation_ends_and_stays_in_the_story(browser: Client, head: Member, at: datetime) -> None:
    browser.cookies["jaras_language"] = "en"
    aicha = somebody(head, at, given_name="Aïcha", sex="f")
    here = f"/people/{aicha.pk}/relations/"
    said = {
        "do": "relate",
        "words": "Hicham",
        "kind": "spouse",
        "never_tell": "yes",
        "since_on": "2020-01-05",
    }
    browser.post(here, said)
    row = Relation.objects.get()
    early = browser.post(here, {"do": "end", "row": row.pk, "until_on": "2019-01-05"})
    assert early.status_code == 400
    assert "It cannot end before it began." in early.text
    assert '<details class="confirm" open' in early.text
    assert 'value="2019-01-05"' in early.text
    assert browser.post(here, {"do": "end", "row": row.pk, "until_on": "2099-01-05"}).status_code == 400
    assert browser.post(here, {"do": "end", "row": row.pk, "until_on": "demain"}).status_code == 400
    assert browser.post(here, {"do": "end", "row": row.pk, "until_on": "2024-06-30"}).status_code == 302
    row.refresh_from_db()
    assert (str(row.until_on), row.words, row.dropped_at) == ("2024-06-30", "Hicham", None)
    page = browser.get(f"/people/{aicha.pk}/").text
    assert "Hicham" in page
    assert "until" in page
    assert "notice-peril" in page, "an end takes no warning away"
    again = browser.post(here, {"do": "end", "row": row.pk})
    assert "ended or taken away this relation already" in again.text


def test_an_end_without_a_day_is_today(browser: Client, head: Member, at: datetime) -> None:
    aicha = somebody(head, at, given_name="Aïcha", sex="f")
    here = f"/people/{aicha.pk}/relations/"
    browser.post(here, {"do": "relate", "words": "Rkia", "kind": "neighbour"})
    browser.post(here, {"do": "end", "row": Relation.objects.get().pk, "until_on": ""})
    row = Relation.objects.get()
    event = EventRecord.objects.get(name="RelationEnded")
    assert row.until_on == timezone.localdate(event.at)
