"""The partner's page: what it shows, what it takes, whom it keeps out."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.care import actions, queries
from jaras.care.models import Intervention, Need, Referral, ReferralMessage
from jaras.care.rules import Door, ReferralState
from jaras.cases import actions as cases
from jaras.config.logs import Universal
from jaras.governance.models import Member, actor_of
from jaras.kernel.models import Level
from tests.web.referrals.conftest import SECRETS, address, hidden, opened, text

Entrust = Callable[..., actions.Sent]


def state_of(thing: Referral | Need) -> str:
    return str(type(thing).objects.get(pk=thing.pk).state)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("Hébergement temporaire", "Driss", "62", "Nous la prenons")),
        ("ar", ("إيواء مؤقت", "إدريس", "62", "نأخذه")),
        ("en", ("Temporary shelter", "Driss", "62", "We take it")),
    ],
)
def test_the_page_shows_what_was_shared_and_nothing_else(
    language: str, words: tuple[str, ...], sent: Referral, client: Client
) -> None:
    page = text(opened(client, f"{address(sent)}?lang={language}"))
    for said in (*words, "Un lit pour quelques nuits", "05 23 00 00 01"):
        assert said in page
    for secret in SECRETS:
        assert secret not in page


def test_what_was_not_chosen_is_not_there(entrust: Entrust, client: Client) -> None:
    page = text(opened(client, address(entrust(shared=[]).referral)))
    for secret in (*SECRETS, "Driss", "62 ans", "Un lit"):
        assert secret not in page


def test_nobody_remembers_the_page(sent: Referral, client: Client) -> None:
    answer = opened(client, address(sent))
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not client.cookies.keys() - {"jaras_language"}
    assert "<script" not in text(answer)


def test_opening_it_is_seen_once(sent: Referral, client: Client) -> None:
    opened(client, address(sent))
    first = Referral.objects.get().seen_at
    assert "Driss" in text(client.get(address(sent)))
    opened(client, address(sent))
    assert (state_of(sent), Referral.objects.get().seen_at) == (ReferralState.SEEN, first)


def test_a_program_that_follows_the_links_of_a_letter_reads_nothing(sent: Referral, client: Client) -> None:
    for asked in (client.head, client.get):
        page = asked(address(sent))
        assert page.status_code == 200
        for secret in (*SECRETS, "Driss", "Un lit", "Hébergement"):
            assert secret not in text(page)
    assert (state_of(sent), Referral.objects.get().seen_at) == (ReferralState.SENT, None)


def test_the_page_is_read_in_a_fixed_number_of_queries(
    sent: Referral, client: Client, django_assert_max_num_queries: Any
) -> None:
    opened(client, address(sent))
    for number in range(5):
        actions.ask(referral=sent, words=f"Q{number}", by=queries.partner_of(sent), at=timezone.now())
    with django_assert_max_num_queries(5):
        client.get(address(sent))


def test_a_yes_then_the_end_meets_the_need(sent: Referral, client: Client) -> None:
    here = address(sent)
    page = text(opened(client, here))
    yes = {"do": "accept", "words": "Ce soir", "signed": "Nadia", "key": hidden(page, "key")}
    for _time in range(2):
        assert client.post(here, yes).status_code == 200
    assert ReferralMessage.objects.count() == 1
    client.post(here, {"do": "start"})
    done = client.post(here, {"do": "finish", "words": "Logé trois nuits", "nights": "٣"})
    assert done.status_code == 200
    assert "Merci" in text(done)
    assert (state_of(sent), state_of(sent.need)) == (ReferralState.COMPLETED, "met")
    counted = Intervention.objects.get()
    assert (counted.organisation, counted.nights) == (sent.organisation, 3)


@pytest.mark.parametrize("nights", ["trois", "-1", "3,5", "367", "99999"])
def test_nights_that_are_no_number_are_refused_beside_their_field(
    nights: str, sent: Referral, client: Client
) -> None:
    client.post(address(sent), {"do": "accept"})
    refused = client.post(address(sent), {"do": "finish", "words": "Logé", "nights": nights})
    assert refused.status_code == 422
    assert 'id="finish_nights_error"' in text(refused)
    assert f'value="{nights}"' in text(refused)
    assert (state_of(sent), Intervention.objects.count()) == (ReferralState.ACCEPTED, 0)


def test_a_no_says_why_and_opens_the_need(sent: Referral, client: Client) -> None:
    here = address(sent)
    refused = client.post(here, {"do": "decline", "words": "Complet jusqu'à lundi"})
    assert refused.status_code == 422
    assert "Complet jusqu" in text(refused)
    assert 'id="reason_error"' in text(refused)
    answer = client.post(here, {"do": "decline", "reason": "no_place", "words": "Complet"})
    assert answer.status_code == 200
    assert (state_of(sent), state_of(sent.need)) == (ReferralState.DECLINED, "open")
    assert client.get(here).status_code == 410


def test_a_question_is_answered_on_the_page(sent: Referral, client: Client, karim: Member) -> None:
    here = address(sent)
    client.post(here, {"do": "ask", "words": "A-t-il un traitement ?", "signed": "Nadia"})
    actions.reply(referral=sent, words="Rien de lourd", by=actor_of(karim), at=timezone.now())
    page = text(opened(client, here))
    assert page.index("A-t-il un traitement") < page.index("Rien de lourd")
    client.post(here, {"do": "accept"})
    client.post(here, {"do": "news", "words": "Il est arrivé"})
    assert "Il est arrivé" in text(client.get(here))
    client.post(here, {"do": "interrupt", "words": "Il est parti cette nuit"})
    assert (state_of(sent), state_of(sent.need)) == (ReferralState.INTERRUPTED, "open")


@pytest.mark.parametrize("do", ["finish", "interrupt", "ask", "news"])
def test_an_empty_text_is_refused_beside_its_field(do: str, sent: Referral, client: Client) -> None:
    client.post(address(sent), {"do": "accept"})
    refused = client.post(address(sent), {"do": do, "words": "  "})
    assert refused.status_code == 422
    assert f'id="{do}_words_error"' in text(refused)


def test_a_text_that_is_too_long_is_given_back(sent: Referral, client: Client) -> None:
    refused = client.post(address(sent), {"do": "ask", "words": "q" * 5000})
    assert refused.status_code == 422
    assert "q" * 5000 in text(refused)


def test_a_second_other_answer_is_said_and_kept(sent: Referral, client: Client) -> None:
    client.post(address(sent), {"do": "accept"})
    answer = client.post(address(sent), {"do": "decline", "reason": "other", "words": "Finalement complet"})
    assert answer.status_code == 409
    assert state_of(sent) == ReferralState.ACCEPTED
    assert ReferralMessage.objects.get().words == "Finalement complet"
    assert "remis" in text(answer)


def test_after_the_hour_the_page_says_so_and_keeps_what_was_typed(sent: Referral, client: Client) -> None:
    here = address(sent)
    Referral.objects.filter(pk=sent.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    answer = client.post(here, {"do": "accept", "words": "Oui, ce soir"})
    assert answer.status_code == 409
    assert "Driss" not in text(answer)
    assert (state_of(sent), state_of(sent.need)) == (ReferralState.EXPIRED, "open")
    again = client.post(here, {"do": "accept", "words": "Je renvoie"})
    assert again.status_code == 410
    assert [m.words for m in ReferralMessage.objects.all()] == ["Oui, ce soir", "Je renvoie"]


def test_the_first_look_after_the_hour_ends_the_waiting(sent: Referral, client: Client) -> None:
    Referral.objects.filter(pk=sent.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    answer = client.get(address(sent))
    assert answer.status_code == 410
    assert "05 23 00 00 01" in text(answer)
    assert state_of(sent) == ReferralState.EXPIRED


def test_a_dead_link_shows_nothing_answers_nothing_loses_nothing(
    sent: Referral, client: Client, karim: Member
) -> None:
    here = address(sent)
    actions.recall(referral=sent, reason="Un autre lit", by=actor_of(karim), at=timezone.now())
    page = client.get(here)
    assert page.status_code == 410
    for secret in (*SECRETS, "Driss", "Un lit", "Un autre lit"):
        assert secret not in text(page)
    assert client.post(here, {"do": "accept", "words": "Nous avons de la place"}).status_code == 410
    assert state_of(sent) == ReferralState.RECALLED
    assert ReferralMessage.objects.get().words == "Nous avons de la place"


def test_an_older_link_points_to_the_newer_one(sent: Referral, client: Client, karim: Member) -> None:
    here = address(sent)
    actions.resend(referral=sent, by=actor_of(karim), at=timezone.now())
    assert client.get(here).status_code == 410
    assert client.post(here, {"do": "accept"}).status_code == 410
    assert state_of(sent) == ReferralState.SENT
    assert client.get(address(sent)).status_code == 200


def test_the_link_of_an_accepted_referral_closes_after_some_weeks(sent: Referral, client: Client) -> None:
    client.post(address(sent), {"do": "accept"})
    Referral.objects.filter(pk=sent.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    answer = client.get(address(sent))
    assert answer.status_code == 410
    assert "Driss" not in text(answer)
    assert state_of(sent) == ReferralState.ACCEPTED


# --- attacks ---------------------------------------------------------------------------------


def test_a_curious_person_finds_nothing(sent: Referral, client: Client) -> None:
    token = queries.token_of(sent)
    body, _colon, signature = token.rpartition(":")
    for other in (
        token[:-1],
        token + "x",
        token.swapcase(),
        f"{body}:{signature[::-1]}",
        queries.token_of(Referral(pk=sent.pk + 1, nonce=sent.nonce)),
        "1",
        "x" * 4000,
    ):
        answer = client.get(f"/p/{other}")
        assert answer.status_code == 404, other
        assert "Dar Al Karama" not in text(answer)
        assert client.post(f"/p/{other}", {"do": "accept"}).status_code == 404
    assert state_of(sent) == ReferralState.SENT


def test_a_made_up_link_costs_the_same_reading(
    sent: Referral, client: Client, django_assert_num_queries: Any
) -> None:
    for token in ("x", queries.token_of(sent)[:-2], queries.token_of(Referral(pk=10**9, nonce="x"))):
        with django_assert_num_queries(1):
            client.get(f"/p/{token}")


def test_a_flood_is_told_to_wait_and_keeps_its_words(sent: Referral, client: Client) -> None:
    answers = [client.post(address(sent), {"do": "ask", "words": f"Q{n}"}) for n in range(31)]
    assert [a.status_code for a in answers[:30]] == [200] * 30
    assert answers[30].status_code == 429
    assert "Q30" in text(answers[30])
    assert "Driss" not in text(answers[30])
    assert ReferralMessage.objects.count() == 30


def test_the_log_does_not_keep_the_key_of_a_link(sent: Referral) -> None:
    path = address(sent)
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Gone", path), None)
    written = Universal().format(record)
    assert path.removeprefix("/p/") not in written
    assert written.endswith("Gone: /p/…")


def test_nothing_unknown_is_done(sent: Referral, client: Client) -> None:
    for do in ("recall", "", "refer", "see", "__class__"):
        client.post(address(sent), {"do": do, "words": "x"})
    assert state_of(sent) in (ReferralState.SENT, ReferralState.SEEN)
    assert client.put(address(sent)).status_code == 405


# --- the door of protected cases ---------------------------------------------------------------


def test_a_restricted_case_shows_nothing_before_its_code(entrust: Entrust, client: Client) -> None:
    made = entrust(restricted=True)
    here = address(made.referral)
    page = text(client.get(here))
    for secret in (*SECRETS, "Driss", "Un lit", "Hébergement"):
        assert secret not in page
    assert state_of(made.referral) == ReferralState.SENT
    blocked = client.post(here, {"do": "accept", "words": "Oui"})
    assert state_of(made.referral) == ReferralState.SENT
    assert "Oui" in text(blocked)
    opened = client.post(here, {"do": "code", "code": f"{made.code[:3]} {made.code[3:]}", "words": "Oui"})
    assert "Driss" in text(opened)
    assert "Oui" in text(opened)
    passing = hidden(text(opened), "passing")
    client.post(here, {"do": "accept", "passing": passing})
    assert state_of(made.referral) == ReferralState.ACCEPTED


def test_codes_are_not_tried_in_a_row(entrust: Entrust, client: Client) -> None:
    made = entrust(restricted=True)
    here = address(made.referral)
    wrong = f"{(int(made.code) + 1) % 10**6:06d}"
    answers = [client.post(here, {"do": "code", "code": wrong}).status_code for _try in range(5)]
    assert answers == [422] * 5
    assert client.post(here, {"do": "code", "code": made.code}).status_code == 429
    assert "Driss" not in text(client.get(here))


@pytest.mark.parametrize("forged", ["", "x", "1:2:3", "é"])
def test_a_forged_pass_opens_nothing(forged: str, entrust: Entrust, client: Client) -> None:
    made = entrust(restricted=True)
    client.post(address(made.referral), {"do": "accept", "passing": forged})
    assert state_of(made.referral) == ReferralState.SENT


def test_the_pass_of_one_referral_opens_no_other(entrust: Entrust, client: Client) -> None:
    first, second = entrust(restricted=True), entrust(restricted=True)
    passing = queries.pass_for(Referral.objects.get(pk=first.referral.pk))
    client.post(address(second.referral), {"do": "accept", "passing": passing})
    assert state_of(second.referral) == ReferralState.SENT


def test_a_case_restricted_since_asks_the_code_too(sent: Referral, client: Client, karim: Member) -> None:
    cases.set_level(case=sent.case, level=Level.RESTRICTED, by=actor_of(karim), at=timezone.now())
    assert "Driss" not in text(client.get(address(sent)))


def test_a_sealed_door_asks_the_account_of_that_organisation(
    sent: Referral, member: Callable[..., Member], sign_in: Callable[[Member], Client], client: Client
) -> None:
    Referral.objects.filter(pk=sent.pk).update(door=Door.ACCOUNT)
    assert "Driss" not in text(client.get(address(sent)))
    assert "Driss" not in text(sign_in(member("partner")).get(address(sent)))
    assert "Driss" not in text(sign_in(member("head")).get(address(sent)))
    agent = member("partner", organisation=sent.organisation)
    theirs = sign_in(agent)
    assert "Driss" in text(theirs.get(address(sent)))
    theirs.post(address(sent), {"do": "accept"})
    assert state_of(sent) == ReferralState.ACCEPTED
