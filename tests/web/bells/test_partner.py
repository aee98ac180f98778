"""The page of a partner who is asked to help, the page of whoever asked them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.bells import actions
from jaras.bells.models import Bell, BellHelp
from jaras.bells.queries import letters as queries
from jaras.bells.rules import HelpState
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.kernel.models import Level
from tests import factories

SECRETS = ("couvertures", "froid", "gare")


@pytest.fixture
def karim(member: Callable[..., Member]) -> Member:
    return member("referent", name="Karim El Mehdaoui", language="en")


@pytest.fixture
def asked(karim: Member) -> BellHelp:
    factories.organisation(runs_cell=True, telephone="05 23 00 00 01")
    at = timezone.now()
    bell = actions.ring(
        what="Porter des couvertures",
        why="Il a froid",
        place_text="gare routière",
        who=karim,
        due_at=at + timedelta(days=2),
        role="PIVOT",
        with_whom=[
            actions.Ask(organisation=factories.organisation(name_fr="Dar Talib", email="d@example.org"))
        ],
        by=actor_of(karim),
        at=at,
    )
    return bell.help.get()


def address(asked: BellHelp) -> str:
    return f"/b/{queries.token_of(BellHelp.objects.get(pk=asked.pk))}"


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Vous pouvez compter sur nous"), ("ar", "يمكنكم الاعتماد علينا"), ("en", "count on us")],
)
def test_the_page_shows_what_is_asked_once_a_hand_opened_it(
    language: str, words: str, asked: BellHelp, client: Client
) -> None:
    here = f"{address(asked)}?lang={language}"
    for page in (client.get(here), client.head(here)):
        assert not any(secret in text(page) for secret in SECRETS)
    assert BellHelp.objects.get().seen_at is None
    page = client.post(here, {"do": "open"})
    for said in (*SECRETS, words, "Karim El Mehdaoui", "05 23 00 00 01"):
        assert said in text(page)
    assert BellHelp.objects.get().seen_at is not None
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "data-exit" in text(page)


def test_a_no_must_say_why_and_nothing_typed_is_lost(asked: BellHelp, client: Client) -> None:
    refused = client.post(address(asked), {"do": "decline", "signed": "Nadia", "reason": " "})
    assert refused.status_code == 422
    assert 'value="Nadia"' in text(refused)
    assert 'id="reason_error"' in text(refused)
    assert client.post(address(asked), {"do": "decline", "reason": "Complet"}).status_code == 200
    assert client.post(address(asked), {"do": "accept", "signed": "Nadia"}).status_code == 200
    assert BellHelp.objects.get().state == HelpState.ACCEPTED
    assert "Dites-nous" not in text(client.get(address(asked)))  # answered: the link shows it without a hand


def test_dead_links_say_so_and_show_nothing(asked: BellHelp, karim: Member, client: Client) -> None:
    older = address(asked)
    actions.renew_link(asked=asked, email="e@example.org", by=actor_of(karim), at=timezone.now())
    for secret in SECRETS:
        assert secret not in text(client.post(older, {"do": "open"}))
    assert client.get(older).status_code == 410
    assert client.get(older[:-2]).status_code == 404
    assert client.get(address(asked)).status_code == 200


def test_a_file_that_was_closed_meanwhile_is_told_by_telephone_alone(
    asked: BellHelp, karim: Member, client: Client
) -> None:
    case = factories.case(by=karim, at=timezone.now())
    Bell.objects.update(case=case)
    assert client.post(address(asked), {"do": "open"}).status_code == 200
    Case.objects.update(level=Level.RESTRICTED)
    closed = client.post(address(asked), {"do": "accept"})
    assert closed.status_code == 410
    assert not any(secret in text(closed) for secret in SECRETS)
    assert BellHelp.objects.get().state == HelpState.ASKED


def test_whoever_asked_follows_it_and_writes_down_what_was_said(
    asked: BellHelp, karim: Member, sign_in: Callable[[Member], Client]
) -> None:
    browser = sign_in(karim)
    here = f"/bells/partners/{asked.pk}/"
    browser.post(address(asked), {"do": "decline", "reason": "Complet ce mois"})
    assert here in text(browser.get("/day/"))
    assert "Complet ce mois" in text(browser.get(here))
    wrong = browser.post(f"{here}renew/", {"email": "nobody"})
    assert wrong.status_code == 422
    assert 'value="nobody"' in text(wrong)
    assert browser.post(f"{here}accept/", {"signed": "Nadia"}).status_code == 302
    assert BellHelp.objects.get().state == HelpState.ACCEPTED
    assert here not in text(browser.get("/day/"))


def test_it_does_not_exist_for_whoever_does_not_see_the_bell(
    asked: BellHelp, member: Callable[..., Member], sign_in: Callable[[Member], Client]
) -> None:
    Bell.objects.update(private=True)
    other = sign_in(member("referent"))
    assert other.get(f"/bells/partners/{asked.pk}/").status_code == 404
    assert other.post(f"/bells/partners/{asked.pk}/accept/").status_code == 404
