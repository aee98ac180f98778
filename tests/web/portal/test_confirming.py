"""The page behind the monthly letter, without an account, without script."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.kernel.actor import SYSTEM
from jaras.partners import actions, queries
from jaras.partners.models import Confirmation, Organisation
from jaras.partners.rules.asking import ConfirmationState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> Confirmation:
    dar = factories.organisation(name_fr="Dar Al Karama", name_ar="دار الكرامة", email="dar@example.org")
    factories.service(dar, bring_fr="La carte nationale")
    return actions.ask_partner(organisation=dar, by=SYSTEM, at=timezone.now())


def address(asked: Confirmation, language: str = "fr") -> str:
    return f"/annuaire/confirmer/{queries.link_of(asked)}?lang={language}"


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(("language", "name"), [("fr", "Dar Al Karama"), ("ar", "دار الكرامة")])
def test_opening_it_shows_the_entry_and_changes_nothing(
    asked: Confirmation, client: Client, language: str, name: str
) -> None:
    answer = client.get(address(asked, language))
    assert name in text(answer)
    assert set(answer.cookies) <= {"jaras_language"}  # for as long as the browser is open
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "Referrer-Policy" in answer
    assert Confirmation.objects.get().state == ConfirmationState.ASKED
    assert Organisation.objects.get(pk=asked.organisation_id).confirmed_at is None


def test_one_press_then_thanks(asked: Confirmation, client: Client) -> None:
    assert "noté comme juste" in text(client.post(address(asked), {"do": "confirm"}))
    assert Organisation.objects.get(pk=asked.organisation_id).confirmed_at is not None
    again = client.post(address(asked), {"do": "confirm"})
    assert again.status_code == 422
    assert "déjà servi" in text(again)


def test_what_has_changed_reaches_the_cell(
    asked: Confirmation, client: Client, member: Any, sign_in: Any
) -> None:
    empty = client.post(address(asked), {"do": "correct", "words": ""})
    assert empty.status_code == 422
    assert "Écrivez ce qui a changé" in text(empty)
    assert "nous corrigeons" in text(client.post(address(asked), {"do": "correct", "words": "16 h"}))
    factories.province()
    head = sign_in(member("head"))
    page = text(head.get(f"/partners/{asked.organisation_id}/"))
    assert "16 h" in page
    assert "Corriger l’annuaire" in text(head.get("/day/"))
    head.post(f"/confirmations/{asked.pk}/settle/")
    assert Confirmation.objects.get().state == ConfirmationState.SETTLED
    assert head.post(f"/partners/{asked.organisation_id}/ask/").status_code == 302
    assert Confirmation.objects.count() == 2


def test_an_altered_link_finds_nothing(asked: Confirmation, client: Client) -> None:
    assert client.get("/annuaire/confirmer/x").status_code == 404
    assert client.get(f"/annuaire/confirmer/{queries.link_of(asked)}x").status_code == 404


def test_a_flood_is_slowed(asked: Confirmation, client: Client) -> None:
    for _turn in range(30):
        client.post(address(asked), {"do": "correct", "words": ""})
    assert "Beaucoup de réponses" in text(client.post(address(asked), {"do": "confirm"}))
    assert Confirmation.objects.get().state == ConfirmationState.ASKED
