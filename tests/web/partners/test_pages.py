"""The pages of the directory."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jaras.governance.models import Member
from jaras.partners.models import Organisation
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def head(member: MakeMember, sign_in: SignIn) -> Client:
    return sign_in(member("head", organisation=factories.organisation(name_fr="Cellule")))


def said(**other: object) -> dict[str, object]:
    return {"name_fr": "Dar Al Amal", "name_ar": "دار الأمل", "kind": "shelter", "poles": ["ACC"]} | other


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_opens(language: str, head: Client) -> None:
    organisation = factories.organisation(poles=["MED"], telephone="0523 49 00 00", email="a@example.org")
    head.cookies["jaras_language"] = language
    for address in ("/partners/", "/partners/new/", f"/partners/{organisation.pk}/", "/partners/?q=x"):
        answer = head.get(address)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}"' in text(answer)


def test_an_organisation_is_added_then_corrected(head: Client) -> None:
    head.post("/partners/new/", said())
    made = Organisation.objects.get(name_fr="Dar Al Amal")
    page = text(head.get(f"/partners/{made.pk}/amend/"))
    seen = page.split('name="seen" value="')[1].split('"')[0]
    answer = head.post(f"/partners/{made.pk}/amend/", said(telephone="0523 11 22 33", seen=seen), follow=True)
    assert "0523 11 22 33" in text(answer)


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(head: Client) -> None:
    answer = head.post("/partners/new/", said(email="not an address"))
    assert answer.status_code == 400
    assert "دار الأمل" in text(answer)
    assert 'id="id_email_error"' in text(answer)


def test_two_who_correct_are_shown_both(head: Client, member: MakeMember, sign_in: SignIn) -> None:
    organisation = factories.organisation(kind="shelter")
    address = f"/partners/{organisation.pk}/amend/"
    seen = text(head.get(address)).split('name="seen" value="')[1].split('"')[0]
    other = sign_in(member("administrator", name="Aziz Kabbaj"))
    other.post(address, said(telephone="0523 99 99 99", seen=seen))
    answer = head.post(address, said(telephone="0600 00 00 00", seen=seen))
    assert answer.status_code == 409
    for expected in ("0523 99 99 99", "0600 00 00 00", "Aziz Kabbaj"):
        assert expected in text(answer)
    assert Organisation.objects.get(pk=organisation.pk).telephone == "0523 99 99 99"


def test_what_takes_part_no_more_leaves_the_list(head: Client) -> None:
    organisation = factories.organisation(name_fr="Ancienne association")
    head.post(f"/partners/{organisation.pk}/retire/")
    assert "Ancienne association" not in text(head.get("/partners/"))
    assert "Ancienne association" in text(head.get("/partners/?retired=1"))
    head.post(f"/partners/{organisation.pk}/restore/")
    assert "Ancienne association" in text(head.get("/partners/"))


def test_who_only_reads_is_offered_no_button(member: MakeMember, sign_in: SignIn) -> None:
    operator = sign_in(member("operator"))
    organisation = factories.organisation()
    assert "/amend/" not in text(operator.get(f"/partners/{organisation.pk}/"))
    assert operator.get(f"/partners/{organisation.pk}/amend/").status_code == 403
    assert operator.post(f"/partners/{organisation.pk}/retire/").status_code == 403


def test_one_press_says_that_the_page_is_right(head: Client, member: MakeMember, sign_in: SignIn) -> None:
    organisation = factories.organisation()
    page = text(head.get(f"/partners/{organisation.pk}/"))
    assert "Jamais confirmée" in page
    assert "Rien n’est écrit de ce qu’elle donne." in page
    assert head.post(f"/partners/{organisation.pk}/confirm/").status_code == 302
    assert "Confirmée à l’instant" in text(head.get(f"/partners/{organisation.pk}/"))
    assert sign_in(member("operator")).post(f"/partners/{organisation.pk}/confirm/").status_code == 403
