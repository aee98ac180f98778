"""Services on the page of their organisation."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.governance.models import Member
from jaras.kernel.actor import SYSTEM
from jaras.partners import actions
from jaras.partners.models import Organisation, Service
from jaras.partners.rules import read_day
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def head(member: MakeMember, sign_in: SignIn) -> Client:
    return sign_in(member("head"))


@pytest.fixture
def organisation(db: None) -> Organisation:
    return factories.organisation(name_fr="Dar Al Karama", email="dar@example.org")


def given(organisation: Organisation, **more: Any) -> Service:
    said: dict[str, Any] = {"code": "ACC-HEB", "hours": read_day("8-12", 0) + read_day("8-12", 1)} | more
    return actions.add_service(organisation=organisation, by=SYSTEM, at=timezone.now(), **said)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_page_tells_what_is_given_when_to_whom(
    language: str, head: Client, organisation: Organisation
) -> None:
    head.cookies["jaras_language"] = language
    given(organisation, sex="f", youngest=18, publics=["FVV"], note_fr="Avec un drap")
    page = text(head.get(f"/partners/{organisation.pk}/"))
    days = {"fr": "lundi – mardi", "ar": "الاثنين – الثلاثاء", "en": "Monday – Tuesday"}[language]
    assert days in page
    assert "08:00–12:00" in page
    assert "Avec un drap" in page


def test_a_service_is_added_by_its_form(head: Client, organisation: Organisation) -> None:
    answer = head.post(
        f"/partners/{organisation.pk}/services/new/",
        {"code": "ACC-HEB", "sex": "m", "youngest": "18", "day_0": "8h30-12h, 14h-18h", "publics": ["SAB"]},
    )
    assert answer.status_code == 302
    made = Service.objects.get()
    assert (made.sex, made.youngest, made.publics) == ("m", 18, ["SAB"])
    assert made.spans == read_day("8:30-12, 14-18", 0)


def test_unreadable_hours_stand_beside_their_day_and_nothing_is_lost(
    head: Client, organisation: Organisation
) -> None:
    answer = head.post(
        f"/partners/{organisation.pk}/services/new/",
        {"code": "ACC-HEB", "day_3": "le matin", "note_fr": "Avec un drap"},
    )
    assert answer.status_code == 400
    assert 'id="id_day_3_error"' in text(answer)
    assert "le matin" in text(answer)
    assert "Avec un drap" in text(answer)


def test_two_who_correct_a_service_are_shown_both(
    head: Client, organisation: Organisation, member: MakeMember, sign_in: SignIn
) -> None:
    service = given(organisation)
    address = f"/services/{service.pk}/amend/"
    seen = text(head.get(address)).split('name="seen" value="')[1].split('"')[0]
    other = sign_in(member("administrator", name="Aziz Kabbaj"))
    theirs = text(other.get(address)).split('name="seen" value="')[1].split('"')[0]
    other.post(address, {"code": "ACC-HEB", "day_0": "9-11", "seen": theirs})
    answer = head.post(address, {"code": "ACC-HEB", "day_0": "14-16", "seen": seen})
    assert answer.status_code == 409
    for words in ("Aziz Kabbaj", "09:00-11:00", "14:00-16:00"):
        assert words in text(answer)
    again = text(answer).split('name="seen" value="')[1].split('"')[0]
    assert head.post(address, {"code": "ACC-HEB", "day_0": "14-16", "seen": again}).status_code == 302
    assert Service.objects.get().spans == read_day("14-16", 0)


def test_it_is_given_no_more_then_again(head: Client, organisation: Organisation) -> None:
    service = given(organisation)
    head.post(f"/services/{service.pk}/retire/")
    assert not Service.objects.get().active
    head.post(f"/services/{service.pk}/restore/")
    assert Service.objects.get().active


def test_a_page_reads_a_fixed_number_of_queries(
    head: Client, organisation: Organisation, django_assert_max_num_queries: Any
) -> None:
    for _number in range(6):
        given(organisation, communes=[factories.commune()])
    for _number in range(6):
        factories.contact(organisation)
        factories.convention(organisation)
    with django_assert_max_num_queries(16):  # contacts, names, letters, origin, pivot
        head.get(f"/partners/{organisation.pk}/")


def test_what_it_costs_what_to_bring_what_is_spoken_is_written_then_read(
    head: Client, organisation: Organisation
) -> None:
    said = {
        "code": "ACC-HEB",
        "who_fr": "Orienté par la cellule",
        "bring_fr": "Carte d’identité, un drap",
        "fee": "20",
        "fee_fr": "par nuit",
        "languages": ["ar", "shi"],
        "public": "on",
    }
    assert head.post(f"/partners/{organisation.pk}/services/new/", said).status_code == 302
    made = Service.objects.get()
    assert (made.fee, made.languages, made.public, made.telephone_public) == (20, ["ar", "shi"], True, False)
    page = text(head.get(f"/partners/{organisation.pk}/"))
    for words in ("20\u00a0DH, par nuit", "Carte d’identité, un drap", "Tachelhit", "Orienté par la cellule"):
        assert words in page


def test_a_fee_that_cannot_be_is_refused_beside_its_field(head: Client, organisation: Organisation) -> None:
    answer = head.post(f"/partners/{organisation.pk}/services/new/", {"code": "ACC-HEB", "fee": "-5"})
    assert answer.status_code == 400
    assert "Ce tarif n’est pas possible." in text(answer)
    assert not Service.objects.exists()


def test_ramadan_has_hours_of_its_own_where_somebody_says_so(
    head: Client, organisation: Organisation
) -> None:
    address = f"/partners/{organisation.pk}/services/new/"
    said = {"code": "ACC-HEB", "day_0": "9-17", "ramadan_0": "10-15", "closed_on_holidays": "on"}
    page = text(head.post(address, said, follow=True))
    for words in ("09:00–17:00", "10:00–15:00", "Pendant le Ramadan", "Fermé les jours fériés."):
        assert words in page
    made = Service.objects.get()
    assert (made.spans, made.ramadan_spans) == (read_day("9-17", 0), read_day("10-15", 0))
    amended = text(head.get(f"/services/{made.pk}/amend/"))
    assert '<details class="confirm" open>' in amended
    wrong = head.post(address, said | {"ramadan_0": "le matin"})
    assert wrong.status_code == 400
    assert 'id="id_ramadan_0_error"' in text(wrong)
    assert '<details class="confirm">' in text(head.get(address))
