"""A second step that was lost, from the page of the code to the one put in its place."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from jaras.governance.models import LostStep, Member
from jaras.governance.queries.lost_steps import mark_of
from tests.web.governance.test_door import LOGIN, SECOND, confirmed, credentials, with_second_step
from tests.web.governance.test_second_step import DUE, enrol, real

__all__ = ["real"]

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
LOST, ENTER, VOUCH = "/account/second/lost/", "/account/second/lost/enter/", "/account/vouch/"


def at_the_second_step(who: Member) -> Client:
    browser = Client()
    assert browser.post(LOGIN, credentials(who)).headers["Location"] == SECOND
    return browser


def read_aloud(browser: Client) -> str:
    """The code that the page shows to whoever asks."""
    assert browser.post(LOST).headers["Location"] == LOST
    shown = re.search(r'class="code-typed" dir="ltr"><b>(\d{3}) (\d{3})<', browser.get(LOST).content.decode())
    assert shown
    return shown[1] + shown[2]


def vouch(browser: Client, code: str, name: str) -> int:
    return confirmed(browser).post(VOUCH, {"code": code, "name": name}).status_code


@pytest.fixture
def lost(member: MakeMember, sign_in: SignIn, real: None) -> Member:
    """A referent who had a second step."""
    who = member("referent", at=timezone.now())
    with_second_step(who, sign_in)
    return who


def test_from_the_code_to_another_second_step(
    lost: Member, member: MakeMember, sign_in: SignIn, work: Callable[[], int]
) -> None:
    browser = at_the_second_step(lost)
    assert LOST in browser.get(SECOND).content.decode()
    code = read_aloud(browser)
    assert browser.post(ENTER).status_code == 200, "nobody has vouched: the code is shown again"
    head, dpo = member("head"), member("dpo")
    Member.objects.filter(pk__in=(head.pk, dpo.pk)).update(second_steps=1)
    assert vouch(sign_in(head), code, lost.name) == 302
    assert browser.post(ENTER).status_code == 200
    assert vouch(sign_in(dpo), code, lost.name) == 302
    assert ENTER in browser.get(LOST).content.decode()
    assert browser.post(ENTER).status_code == 302
    assert browser.get("/account/").headers["Location"] == DUE
    enrol(browser)
    assert browser.get("/account/").status_code == 200
    work()
    assert any(lost.email in letter.to for letter in mail.outbox)


def test_another_browser_with_the_password_gains_nothing(
    lost: Member, member: MakeMember, sign_in: SignIn
) -> None:
    """Whoever knows the password, and waits for the two words to be said, finds the door shut."""
    mine, theirs = at_the_second_step(lost), at_the_second_step(lost)
    code = read_aloud(mine)
    assert code not in theirs.get(LOST).content.decode().replace(" ", "")
    head, dpo = member("head"), member("dpo")
    Member.objects.filter(pk__in=(head.pk, dpo.pk)).update(second_steps=1)
    vouch(sign_in(head), code, lost.name)
    vouch(sign_in(dpo), code, lost.name)
    assert theirs.post(ENTER).status_code == 200, "not the browser that asked"
    stranger = Client()
    stranger.post(LOGIN, credentials(lost))
    assert stranger.get("/account/").headers["Location"] == DUE
    assert stranger.get("/account/second/application/add/").headers["Location"] == DUE
    assert stranger.post("/account/second/application/add/", {"code": "1"}).headers["Location"] == DUE
    assert stranger.get("/account/keys/add/").headers["Location"] == DUE
    assert LOST in stranger.get(DUE).content.decode(), "they may ask on their side, in the sight of two"
    assert mine.post(ENTER).status_code == 302
    enrol(mine)


def test_too_late_one_asks_again(lost: Member, member: MakeMember, sign_in: SignIn) -> None:
    browser = at_the_second_step(lost)
    code = read_aloud(browser)
    head, dpo = member("head"), member("dpo")
    Member.objects.filter(pk__in=(head.pk, dpo.pk)).update(second_steps=1)
    vouch(sign_in(head), code, lost.name)
    vouch(sign_in(dpo), code, lost.name)
    browser.post(ENTER)
    past = timezone.now() - timedelta(minutes=1)
    Member.objects.filter(pk=lost.pk).update(enrol_until=past)
    assert browser.get("/account/").headers["Location"] == DUE
    assert browser.get("/account/second/application/add/").headers["Location"] == DUE
    again = read_aloud(browser)
    assert again != code
    vouch(sign_in(head), again, lost.name)
    vouch(sign_in(dpo), again, lost.name)
    assert browser.post(ENTER).headers["Location"].startswith(LOGIN), "the session from before has ended"
    browser.post(LOGIN, credentials(lost))
    assert browser.get(DUE).status_code == 200
    enrol(browser)
    assert browser.get("/account/").status_code == 200


def test_without_the_password_there_is_no_page(db: None) -> None:
    for address in (LOST, ENTER):
        answer = Client().post(address)
        assert answer.headers["Location"] == LOGIN
    assert not LostStep.objects.exists()


def test_whoever_vouches_proves_anew_who_they_are(member: MakeMember, sign_in: SignIn) -> None:
    browser = sign_in(member("head"))
    asked = browser.get(VOUCH)
    assert asked.headers["Location"].startswith("/account/confirm/")
    assert browser.post(VOUCH, {"code": "1", "name": "x"}).headers["Location"].startswith("/account/confirm/")
    assert confirmed(browser).get(VOUCH).status_code == 200
    assert browser.post(VOUCH, {"code": "1", "name": "x"}).status_code == 400
    assert sign_in(member("administrator")).get(VOUCH).status_code == 403


def test_the_letter_that_says_it_was_not_me(lost: Member) -> None:
    step = Authenticator.objects.get(user_id=lost.pk, type=Authenticator.Type.TOTP)
    address = f"/account/second/not-me/{mark_of(step)}/"
    browser = Client()
    assert browser.get(address).status_code == 200
    lost.refresh_from_db()
    assert lost.second_steps == 1, "reading the letter ends nothing"
    assert browser.post(address).status_code == 200
    lost.refresh_from_db()
    assert lost.second_steps == 0
    assert Client().post(LOGIN, credentials(lost)).status_code == 200, "the password opens nothing"
    assert browser.post(address).status_code == 200, "twice is nothing"
    for wrong in ("x", "é" * 300, "1:2:3"):
        assert browser.get(f"/account/second/not-me/{wrong}/").status_code == 404


@pytest.mark.parametrize("value", ["", "\x00", "é" * 3000, "123456" * 500, "\u202e", "٠١٢٣٤٥"])
def test_nothing_typed_breaks_the_page(member: MakeMember, sign_in: SignIn, value: str) -> None:
    answer: Any = confirmed(sign_in(member("head"))).post(VOUCH, {"code": value, "name": value})
    assert answer.status_code == 400
