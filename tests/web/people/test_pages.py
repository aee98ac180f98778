"""The pages of persons: search, file, amendment, a case that begins."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.kernel.record.models import ReadRecord
from jaras.people.models import Person
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def browser(salma: Member, sign_in: SignIn) -> Client:
    return sign_in(salma)


@pytest.fixture
def driss(salma: Member) -> Person:
    person = factories.person(given_name="Driss", family_name="Alaoui", arabic_name="إدريس العلوي")
    factories.case(by=salma, at=timezone.now(), persons=[person])
    return person


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_opens(language: str, browser: Client, driss: Person) -> None:
    browser.cookies["jaras_language"] = language
    for address in ("/people/", "/people/?q=dri", "/people/new/", f"/people/{driss.pk}/"):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}"' in text(answer)


def test_a_search_says_why_somebody_is_seen(browser: Client, driss: Person) -> None:
    page = text(browser.get("/people/?q=العلوي"))
    assert "Driss Alaoui" in page
    assert "dans un dossier\u00a0: Accueil" in page


def test_nobody_is_found_whom_nothing_links_to_what_one_sees(browser: Client, member: MakeMember) -> None:
    hidden = factories.person(given_name="Zineb")
    factories.case(by=member("operator"), at=timezone.now(), persons=[hidden], restricted=True)
    assert "Zineb" not in text(browser.get("/people/?q=zineb"))
    assert browser.get(f"/people/{hidden.pk}/").status_code == 404


def test_a_page_shows_only_the_cases_one_sees(browser: Client, member: MakeMember, driss: Person) -> None:
    other = factories.case(by=member("operator"), at=timezone.now(), persons=[driss], restricted=True)
    page = text(browser.get(f"/people/{driss.pk}/"))
    assert f"/cases/{other.pk}/" not in page
    assert ReadRecord.objects.filter(subject="person", subject_id=driss.pk).count() == 1


def test_the_list_asks_as_much_for_one_as_for_many(browser: Client, salma: Member, driss: Person) -> None:
    browser.get("/people/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/people/")
    for _each in range(5):
        factories.case(by=salma, at=timezone.now())
    with CaptureQueriesContext(connection) as many:
        browser.get("/people/")
    assert len(few) == len(many) <= 9, [query["sql"][:90] for query in many]


def test_somebody_without_a_name_is_registered_then_seen(browser: Client) -> None:
    answer = browser.post("/people/new/", {"description": "Homme, ~60 ans, gare routière"}, follow=True)
    assert "Homme, ~60 ans, gare routière" in text(answer)
    assert "Nom pas encore connu" in text(answer)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "description"),
        ({"given_name": "a\x00b"}, "given_name"),
        ({"given_name": "x" * 5000}, "given_name"),
        ({"given_name": "A", "age_about": "old"}, "age_about"),
        ({"given_name": "A", "age_about": "9" * 30}, "age_about"),
        ({"given_name": "A", "born_on": "30/02/2020"}, "born_on"),
        ({"given_name": "A", "commune": "99.999"}, "commune"),
        ({"given_name": "A", "target_groups": ["NOWHERE"]}, "target_groups"),
    ],
)
def test_bad_input_is_a_sentence_beside_its_field(
    sent: dict[str, object], field: str, browser: Client
) -> None:
    answer = browser.post("/people/new/", sent)
    assert answer.status_code == 400
    assert f'href="#id_{field}' in text(answer)


def test_two_who_amend_are_shown_both(
    browser: Client, member: MakeMember, sign_in: SignIn, driss: Person
) -> None:
    address = f"/people/{driss.pk}/amend/"
    seen = text(browser.get(address)).split('name="seen" value="')[1].split('"')[0]
    said = {"given_name": "Driss", "family_name": "Alaoui", "arabic_name": "إدريس العلوي", "seen": seen}
    other = sign_in(member("referent", name="Karim El Mehdaoui"))
    assert other.post(address, said | {"telephone": "0600000001"}).status_code == 302
    answer = browser.post(address, said | {"telephone": "0600000002"})
    assert answer.status_code == 409
    for expected in ("0600000001", "0600000002", "Karim El Mehdaoui"):
        assert expected in text(answer)
    assert Person.objects.get(pk=driss.pk).telephone == "0600000001"
    now = text(answer).split('name="seen" value="')[1].split('"')[0]
    browser.post(address, said | {"telephone": "0600000002", "seen": now})
    assert Person.objects.get(pk=driss.pk).telephone == "0600000002"


def test_a_case_begins_from_a_person(browser: Client, salma: Member, driss: Person) -> None:
    answer = browser.post(f"/people/{driss.pk}/case/")
    made = Case.objects.latest("id")
    assert answer.headers["Location"] == f"/cases/{made.pk}/"
    assert (list(made.persons.all()), made.referent) == ([driss], salma)


def test_a_commune_outside_the_territory_is_kept(browser: Client, salma: Member) -> None:
    elsewhere = factories.commune("01.001.01.01", name_fr="Ailleurs", province=factories.province("01.001"))
    person = factories.person(by=salma, given_name="Driss", commune=elsewhere)
    address = f"/people/{person.pk}/amend/"
    seen = text(browser.get(address)).split('name="seen" value="')[1].split('"')[0]
    browser.post(
        address, {"given_name": "Driss", "speaks": "Tachelhit", "commune": elsewhere.pk, "seen": seen}
    )
    kept = Person.objects.get(pk=person.pk)
    assert (kept.commune, kept.speaks) == (elsewhere, "Tachelhit")


def test_what_is_rarely_known_waits_behind_one_line(browser: Client) -> None:
    form = text(browser.get("/people/new/"))
    assert "<details><summary" in form, "nothing stands there yet"
    more = {
        "nickname": "L’Marrakchi",
        "father_name": "Bouchaib",
        "languages": ["ary", "fr"],
        "born_on": "~1966",
    }
    page = text(browser.post("/people/new/", more, follow=True))
    for expected in ("Bouchaib", "Darija, Français", "vers 1966", "Environ 60 ans"):
        assert expected in page, expected
    made = Person.objects.latest("id")
    assert (made.born_on, made.born_year, made.born_estimated) == (None, 1966, True)
    form = text(browser.get(f"/people/{made.pk}/amend/"))
    assert "<details open>" in form
    assert 'value="~1966"' in form
    seen = form.split('name="seen" value="')[1].split('"')[0]
    browser.post(f"/people/{made.pk}/amend/", more | {"born_on": "01/01/1966", "seen": seen})
    page = text(browser.get(f"/people/{made.pk}/"))
    assert "(jour inconnu)" in page
    made.refresh_from_db()
    assert (made.born_on, made.born_year, made.born_estimated) == (date(1966, 1, 1), None, False)


def test_a_search_marks_what_was_meant(browser: Client, salma: Member) -> None:
    person = factories.person(given_name="Zakaria", family_name="Tazi")
    factories.case(by=salma, at=timezone.now(), persons=[person])
    for address in ("/people/", "/search"):
        page = text(browser.get(f"{address}?q=زكرياء+taz"))
        assert "<bdi>زكرياء</bdi> = <mark>Zakaria</mark>" in page
        assert "<mark>Zakaria</mark> <mark>Tazi</mark>" in page


def test_a_search_says_what_it_made_nothing_of(browser: Client, driss: Person) -> None:
    page = text(browser.get("/people/?q=driss+31/02/1990+150"))
    assert "31/02/1990 150" in page
    assert "<mark>Driss</mark> Alaoui" in page
    assert "ajoutez un nom" in text(browser.get("/people/?q=60+ans"))
    assert "200 premiers" in text(browser.get("/people/?q=" + "driss " * 60))
