"""A signed-in agent of a partner: what their day shows, the page where they answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from jaras.care import actions as care
from jaras.care import jobs as care_jobs
from jaras.care import queries
from jaras.care.models import Referral, ReferralMessage
from jaras.governance.models import Member, actor_of
from jaras.kernel.record.models import ReadRecord
from tests.web.referrals.conftest import SECRETS, hidden, text

Entrust = Callable[..., care.Sent]


@pytest.fixture
def samir(sent: Referral, member: Callable[..., Member]) -> Member:
    return member("partner", name="Samir", organisation=sent.organisation)


@pytest.fixture
def agent(samir: Member, sign_in: Callable[[Member], Client]) -> Client:
    return sign_in(samir)


def here(referral: Referral) -> str:
    return f"/referrals/{referral.pk}/"


def test_the_day_of_an_agent_holds_what_they_are_asked(sent: Referral, agent: Client) -> None:
    page = text(agent.get("/day/"))
    assert f'href="{here(sent)}"' in page
    assert "Hébergement temporaire" in page
    for secret in (*SECRETS, "Driss"):
        assert secret not in page


def test_an_agent_answers_with_their_account(sent: Referral, agent: Client, samir: Member) -> None:
    page = text(agent.get(here(sent)))
    assert "Nous la prenons" in page
    assert 'href="/day/"' in page
    for secret in SECRETS:
        assert secret not in page
    key = hidden(page, "key")
    answer = agent.post(here(sent), {"do": "accept", "words": "Ce soir à 20 h", "key": key})
    assert "Merci" in text(answer)
    assert Referral.objects.get(pk=sent.pk).state == "accepted"
    assert ReferralMessage.objects.get().by_id == samir.pk
    assert ReadRecord.objects.filter(subject="case", subject_id=sent.case_id, by_id=samir.pk).exists()
    assert f'href="{here(sent)}"' in text(agent.get("/day/"))  # to tell how it goes


def test_an_account_needs_no_code(entrust: Entrust, agent: Client) -> None:
    restricted = entrust(restricted=True).referral
    assert "Nous la prenons" in text(agent.get(here(restricted)))


def test_an_answer_needs_the_page_it_was_typed_on(sent: Referral, samir: Member) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(samir, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert strict.post(here(sent), {"do": "accept", "key": "x"}).status_code == 403
    assert Referral.objects.get(pk=sent.pk).state == "sent"


def test_what_is_over_says_so_and_keeps_what_was_typed(sent: Referral, agent: Client, karim: Member) -> None:
    care.recall(referral=sent, reason="Trouvé ailleurs", by=actor_of(karim), at=timezone.now())
    answer = agent.post(here(sent), {"do": "accept", "words": "Nous arrivons", "key": "a"})
    assert answer.status_code == 410
    assert ReferralMessage.objects.get(kind="late").words == "Nous arrivons"
    assert f'href="{here(sent)}"' not in text(agent.get("/day/"))


def test_an_agent_of_another_organisation_finds_nothing(
    sent: Referral, member: Callable[..., Member], sign_in: Callable[[Member], Client]
) -> None:
    other = sign_in(member("partner"))
    assert other.get(here(sent)).status_code == 404
    assert other.post(here(sent), {"do": "accept"}).status_code == 404
    assert here(sent) not in text(other.get("/day/"))
    assert other.get("/referrals/99999999999999999999/").status_code == 404
    assert Referral.objects.get(pk=sent.pk).state == "sent"


def test_a_colleague_of_the_cell_answers_in_the_case(sent: Referral, cell: Client) -> None:
    assert cell.get(here(sent)).status_code == 403


ENDED = "/referrals/"


def test_what_was_asked_stands_among_the_ended_once_it_is_over(
    sent: Referral, agent: Client, samir: Member
) -> None:
    assert "Hébergement temporaire" not in text(agent.get(ENDED))
    assert f'href="{ENDED}"' in text(agent.get("/day/"))
    by, at = actor_of(samir), timezone.now()
    care.accept(referral=sent, by=by, at=at)
    care.complete(referral=sent, outcome="Trois nuits, puis sa sœur l’a accueilli", by=by, at=at)
    page = text(agent.get(ENDED))
    assert "Hébergement temporaire" in page
    assert "puis sa sœur l’a accueilli" in page
    for secret in (*SECRETS, "Driss", "Un lit pour quelques nuits"):
        assert secret not in page


def test_every_end_is_told(entrust: Entrust, agent: Client, samir: Member, karim: Member) -> None:
    by, at = actor_of(samir), timezone.now()
    care.decline(referral=entrust().referral, reason="no_place", by=by, at=at)
    care.recall(referral=entrust().referral, reason="Trouvé ailleurs", by=actor_of(karim), at=at)
    broken = care.accept(referral=entrust().referral, by=by, at=at).referral
    care.interrupt(referral=broken, reason="Le toit fuit", by=by, at=at)
    Referral.objects.filter(pk=entrust().referral.pk).update(expires_at=at)
    care_jobs.follow_referrals()
    page = text(agent.get(ENDED))
    for told in (
        "Vous n’avez pas pu",
        "Nous l’avons reprise",
        "Le toit fuit",
        "Le délai pour répondre est passé",
    ):
        assert told in page
    assert "Trouvé ailleurs" not in page, "why the cell took it back was not shared"


def test_the_ended_of_others_are_not_told(
    sent: Referral, karim: Member, member: Callable[..., Member], sign_in: Callable[[Member], Client]
) -> None:
    care.recall(referral=sent, reason="Trouvé ailleurs", by=actor_of(karim), at=timezone.now())
    assert "Hébergement temporaire" not in text(sign_in(member("partner")).get(ENDED))
    assert sign_in(karim).get(ENDED).status_code == 403


def test_the_list_goes_on_by_key(entrust: Entrust, samir: Member, django_assert_num_queries: Any) -> None:
    for _each in range(3):
        care.decline(referral=entrust().referral, reason="no_place", by=actor_of(samir), at=timezone.now())
    with django_assert_num_queries(1):
        first = queries.ended_for(actor_of(samir), size=2)
        [row.need.service for row in first.rows]
    rest = queries.ended_for(actor_of(samir), after=first.after, size=2)
    assert len(first.rows) == 2
    assert len(rest.rows) == 1
    assert not {row.pk for row in first.rows} & {row.pk for row in rest.rows}
