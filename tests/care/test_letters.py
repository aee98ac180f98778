"""The partner's letter: in two languages, naming nobody, once."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core import mail

from jaras.care import actions, jobs, queries
from jaras.care.models import Referral, ReferralLetter
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM
from tests import factories

SECRETS = ("Driss", "Alaoui", "إدريس", "gare", "froid", "62", "insuline", "0661234567")


@pytest.fixture
def karim(member: Callable[..., Member]) -> Member:
    return member("referent")


def entrusted(karim: Member, at: datetime, *, restricted: bool = False) -> Referral:
    """Somebody of whom everything is known, entrusted with everything shared."""
    person = factories.person(
        given_name="Driss",
        family_name="Alaoui",
        arabic_name="إدريس العلوي",
        description="homme, gare routière",
        age_about=62,
        telephone="0661234567",
    )
    case = factories.case(by=karim, at=at, persons=[person], restricted=restricted)
    need = factories.need(case, by=karim, at=at, service="ACC-HEB", person=person, words="Il a froid")
    every = ["first_name", "description", "age", "sex", "commune", "place", "words"]
    return factories.referral(need, by=karim, at=at, shared=every, message="Sous insuline")


def only_letter() -> Any:
    (letter,) = mail.outbox
    return letter


def told(letter: Any) -> str:
    """Its words; the link apart, in which chance may write a number."""
    return re.sub(r"/p/\S+", "/p/", f"{letter.subject} {letter.body}")


def test_a_letter_speaks_french_then_arabic_and_names_nobody(
    karim: Member, at: datetime, work: Callable[[], int]
) -> None:
    factories.organisation(runs_cell=True, telephone="05 23 00 00 01")
    sent = entrusted(karim, at)
    work()
    letter = only_letter()
    assert letter.to == ["dar@example.org"]
    assert letter.body.index("Bonjour") < letter.body.index("السلام عليكم")
    for said in ("Hébergement temporaire", "إيواء مؤقت", "05 23 00 00 01"):
        assert said in letter.body
    assert letter.body.count(f"/p/{queries.token_of(sent)}") == 2
    for secret in SECRETS:
        assert secret not in told(letter)


def test_a_letter_of_a_restricted_case_does_not_say_what_is_asked(
    karim: Member, at: datetime, work: Callable[[], int]
) -> None:
    entrusted(karim, at, restricted=True)
    work()
    letter = only_letter()
    for secret in (*SECRETS, "ébergement", "إيواء"):
        assert secret not in told(letter)
    assert "code" in letter.body


@pytest.mark.parametrize("kind", ["reminder", "answer", "taken_back"])
def test_every_other_letter_names_nobody_either(
    kind: str, karim: Member, at: datetime, work: Callable[[], int]
) -> None:
    sent = entrusted(karim, at)
    work()
    mail.outbox.clear()
    if kind == "reminder":
        actions.remind(referral=sent, by=SYSTEM, at=at)
    elif kind == "answer":
        actions.reply(referral=sent, words="Driss a 62 ans", by=actor_of(karim), at=at)
    else:
        actions.recall(referral=sent, reason="Driss est parti", by=actor_of(karim), at=at)
    work()
    letter = only_letter()
    for secret in SECRETS:
        assert secret not in told(letter)
    assert ("/p/" in told(letter)) == (kind != "taken_back")


def test_a_letter_leaves_once_even_when_its_job_runs_again(
    karim: Member, at: datetime, work: Callable[[], int]
) -> None:
    entrusted(karim, at)
    work()
    jobs.mail_letter(ReferralLetter.objects.get().pk)
    assert only_letter().extra_headers["Message-ID"] == (
        f"<referral-letter-{ReferralLetter.objects.get().pk}@jaras.invalid>"
    )


def test_a_letter_whose_link_died_before_it_left_is_not_sent(
    karim: Member, at: datetime, work: Callable[[], int]
) -> None:
    sent = entrusted(karim, at)
    actions.resend(referral=sent, by=actor_of(karim), at=at)
    work()
    now = Referral.objects.get()
    assert queries.token_of(now) in only_letter().body


def test_the_address_of_a_letter_is_the_one_of_its_hour(
    karim: Member, at: datetime, work: Callable[[], int]
) -> None:
    sent = entrusted(karim, at)
    work()
    actions.resend(referral=sent, email="lits@example.org", by=actor_of(karim), at=at)
    work()
    assert [letter.to for letter in mail.outbox] == [["dar@example.org"], ["lits@example.org"]]
