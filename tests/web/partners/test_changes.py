"""Contacts, conventions, successors on the page of an organisation."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.governance.models import Member
from jaras.kernel.actor import SYSTEM
from jaras.partners import actions
from jaras.partners.models import Contact, Convention, Organisation
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
    return factories.organisation(name_fr="Dar Al Amal")


def seen_on(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_opens(language: str, head: Client, organisation: Organisation) -> None:
    contact, convention = factories.contact(organisation), factories.convention(organisation)
    head.cookies["jaras_language"] = language
    for address in (
        f"/partners/{organisation.pk}/",
        f"/partners/{organisation.pk}/rename/",
        f"/partners/{organisation.pk}/replace/",
        f"/partners/{organisation.pk}/contacts/new/",
        f"/partners/{organisation.pk}/conventions/new/",
        f"/contacts/{contact.pk}/amend/",
        f"/conventions/{convention.pk}/amend/",
    ):
        answer = head.get(address)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}"' in text(answer)


def test_a_contact_is_added_corrected_taken_away(head: Client, organisation: Organisation) -> None:
    said = {"function_fr": "Veilleur de nuit", "telephone": "06 00 00 00 01"}
    page = text(head.post(f"/partners/{organisation.pk}/contacts/new/", said, follow=True))
    assert "Veilleur de nuit" in page
    assert "Membres seulement" in page
    made = Contact.objects.get()
    address = f"/contacts/{made.pk}/amend/"
    seen = seen_on(text(head.get(address)))
    told = said | {"telephone": "06 00 00 00 02", "seen": seen, "public": "on"}
    assert "06 00 00 00 02" in text(head.post(address, told, follow=True))
    assert Contact.objects.get().public
    late = head.post(address, said | {"telephone": "06 99", "seen": seen})
    assert late.status_code == 400
    assert "06 99" in text(late)
    assert "Veilleur de nuit" not in text(head.post(f"/contacts/{made.pk}/retire/", follow=True))
    assert head.get(address).status_code == 404


def test_a_refusal_keeps_what_was_typed(head: Client, organisation: Organisation) -> None:
    answer = head.post(f"/partners/{organisation.pk}/contacts/new/", {"function_fr": "Accueil"})
    assert answer.status_code == 400
    assert 'value="Accueil"' in text(answer)
    assert 'id="id_telephone_error"' in text(answer)


def test_a_convention_is_noted_then_let_go(head: Client, organisation: Organisation) -> None:
    today = timezone.localdate()
    said = {
        "with_whom": "Entraide nationale",
        "subject": "Dix lits",
        "begins_on": today - timedelta(days=300),
        "ends_on": today + timedelta(days=20),
        "warning": "60",
    }
    page = text(head.post(f"/partners/{organisation.pk}/conventions/new/", said, follow=True))
    assert "Finit bientôt" in page
    assert "Une convention est près de finir." in page
    made = Convention.objects.get()
    page = text(head.post(f"/conventions/{made.pk}/let-go/", follow=True))
    assert "Une convention est près de finir." not in page
    address = f"/conventions/{made.pk}/amend/"
    seen = seen_on(text(head.get(address)))
    head.post(address, said | {"ends_on": "", "seen": seen})
    assert Convention.objects.get().ends_on is None
    assert head.post(address, said | {"seen": seen}).status_code == 400


def test_a_convention_wants_its_days(head: Client, organisation: Organisation) -> None:
    said = {"with_whom": "Entraide nationale", "subject": "Dix lits", "warning": "60"}
    answer = head.post(f"/partners/{organisation.pk}/conventions/new/", said)
    assert answer.status_code == 400
    assert 'id="id_begins_on_error"' in text(answer)


def test_a_new_name_stands_beside_the_one_of_before(head: Client, organisation: Organisation) -> None:
    address = f"/partners/{organisation.pk}/rename/"
    seen = seen_on(text(head.get(address)))
    said = {"name_fr": "Dar Essalam", "name_ar": "", "since": timezone.localdate(), "seen": seen}
    page = text(head.post(address, said, follow=True))
    assert "Dar Essalam" in page
    assert "Dar Al Amal" in page
    assert head.post(address, said).status_code == 400


def test_the_page_of_before_leads_to_its_successor(
    head: Client, organisation: Organisation, member: MakeMember, sign_in: SignIn
) -> None:
    after = factories.organisation(name_fr="Dar Essalam")
    factories.service(organisation)
    address = f"/partners/{organisation.pk}/replace/"
    assert sign_in(member("operator")).post(address, {"successor": after.pk}).status_code == 403
    page = text(head.post(address, {"successor": after.pk}, follow=True))
    assert f'href="/partners/{organisation.pk}/"' in page
    assert "Jour et nuit" in page
    left = text(head.get(f"/partners/{organisation.pk}/"))
    assert f'href="/partners/{after.pk}/"' in left
    assert "Jour et nuit" not in left
    assert head.post(address, {"successor": after.pk}).status_code == 400
    assert head.post(address, {"successor": ""}).status_code == 400


def test_anybody_reads_the_contacts_marked_so(client: Client, organisation: Organisation) -> None:
    factories.contact(organisation, function_fr="Accueil", telephone="05 23 00 00 10", public=True)
    factories.contact(organisation, function_fr="Astreinte", telephone="06 00 00 00 10")
    today = timezone.localdate()
    actions.rename(
        organisation=organisation,
        name_fr="Dar Essalam",
        name_ar="",
        since=today,
        by=SYSTEM,
        at=timezone.now(),
    )
    page = text(client.get("/annuaire"))
    assert "05 23 00 00 10" in page
    assert "Astreinte" not in page
    assert "Dar Al Amal" in page
