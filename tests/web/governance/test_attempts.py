"""Whoever hammers an account keeps nobody out of it."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from jaras.governance import actions
from jaras.governance.models import Member
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import Attempt
from tests import factories

MakeMember = Callable[..., Member]
LOGIN = "/account/login/"


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator")


def tried(browser: Client, who: Member, password: str = factories.PASSWORD) -> int:
    """302 when the door opened, 200 when it did not."""
    return browser.post(LOGIN, {"login": who.email, "password": password}).status_code


def places(number: int) -> Iterator[Client]:
    for each in range(number):
        yield Client(REMOTE_ADDR=f"198.51.{each // 250}.{each % 250 + 1}")


def hammer(who: Member, *, from_places: int, times: int = 6) -> None:
    for attacker in places(from_places):
        for _each in range(times):
            assert tried(attacker, who, "not-the-password") == 200


def known_device(who: Member) -> Client:
    browser = Client(REMOTE_ADDR="203.0.113.7")
    assert tried(browser, who) == 302
    browser.post("/account/logout/")
    return browser


def test_hammering_elsewhere_does_not_stop_her_on_a_new_device(salma: Member) -> None:
    hammer(salma, from_places=1, times=30)
    assert tried(Client(REMOTE_ADDR="203.0.113.9"), salma) == 302


def test_hammering_from_everywhere_does_not_stop_her_on_her_device(salma: Member) -> None:
    hers = known_device(salma)
    hammer(salma, from_places=12)
    assert tried(Client(REMOTE_ADDR="203.0.113.9"), salma) == 200, (
        "the account as a whole waits for strangers"
    )
    assert tried(hers, salma) == 302


def test_hammering_from_the_same_household_does_not_either(salma: Member) -> None:
    hers = known_device(salma)
    attacker = Client(REMOTE_ADDR="203.0.113.7")
    for _each in range(70):
        tried(attacker, salma, "not-the-password")
    assert tried(attacker, salma) == 200
    assert tried(hers, salma) == 302


def test_hammering_does_not_reach_a_passkey(salma: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the key answers is judged by allauth; here it is whether the limits let it come so far."""
    hammer(salma, from_places=12)
    key = Authenticator.objects.create(user=salma, type="webauthn", data={"name": "key", "credential": {}})
    monkeypatch.setattr(
        "allauth.mfa.webauthn.internal.auth.complete_authentication", lambda _user, _answer: key
    )
    monkeypatch.setattr(
        "allauth.mfa.webauthn.internal.auth.parse_authentication_response", lambda answer: answer
    )
    monkeypatch.setattr(
        "allauth.mfa.webauthn.internal.auth.extract_user_from_response", lambda _answer: salma
    )
    browser = Client(REMOTE_ADDR="203.0.113.9")
    answer = browser.post("/account/keys/login/", {"credential": json.dumps({"id": "x"})})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert browser.get("/account/").status_code == 200


def test_a_wrong_password_counts_a_right_one_does_not(salma: Member) -> None:
    browser = Client()
    tried(browser, salma, "not-the-password")
    counted = Attempt.objects.count()
    assert counted == 3, "the pair, the place, the account"
    tried(browser, salma)
    assert Attempt.objects.count() == counted


def test_the_wait_grows(salma: Member) -> None:
    browser = Client()
    for _each in range(5):
        tried(browser, salma, "not-the-password")
    assert tried(browser, salma) == 200
    aged(minutes=6)
    assert tried(browser, salma) == 302
    browser.post("/account/logout/")
    browser.cookies.clear()
    for _round in range(2):
        for _each in range(5):
            tried(browser, salma, "not-the-password")
        aged(minutes=6)
    assert tried(browser, salma) == 200, "fifteen within the hour wait longer than five"
    aged(minutes=60)
    assert tried(browser, salma) == 302


def aged(*, minutes: int) -> None:
    for attempt in Attempt.objects.all():
        Attempt.objects.filter(pk=attempt.pk).update(at=attempt.at - timedelta(minutes=minutes))


def test_a_known_device_has_limits_too(salma: Member) -> None:
    hers = known_device(salma)
    for _each in range(10):
        tried(hers, salma, "not-the-password")
    assert tried(hers, salma) == 200


def test_a_device_is_unknown_to_others_and_once_all_sessions_ended(salma: Member, member: MakeMember) -> None:
    hers, other = known_device(salma), member("operator")
    for _each in range(5):
        tried(hers, other, "not-the-password")
    assert tried(hers, other) == 200, "she knows this device, he does not"
    actions.suspend(member=salma, by=SYSTEM, at=timezone.now())
    actions.restore(member=salma, by=SYSTEM, at=timezone.now())
    for _each in range(5):
        tried(hers, salma, "not-the-password")
    assert tried(hers, salma) == 200


@pytest.mark.parametrize("forged", ["", "x", "e30:1abc:def", "é", "\x00"])
def test_a_forged_cookie_knows_nobody(forged: str, salma: Member, settings: Any) -> None:
    browser = Client()
    browser.cookies[settings.DEVICE_COOKIE_NAME] = forged
    for _each in range(5):
        tried(browser, salma, "not-the-password")
    assert tried(browser, salma) == 200


def test_wrong_codes_elsewhere_do_not_stop_her_on_her_device(salma: Member) -> None:
    """Whoever stole the password hammers the second step."""
    hers = known_device(salma)
    Authenticator.objects.create(user=salma, type="recovery_codes", data={"migrated_codes": ["abcd-1234"]})
    Authenticator.objects.create(user=salma, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    for attacker in places(12):
        assert tried(attacker, salma) == 302
        for _each in range(6):
            assert attacker.post("/account/second/code/", {"code": "000000"}).status_code == 200
    assert tried(hers, salma) == 302
    assert hers.post("/account/second/code/", {"code": "abcd-1234"}).headers["Location"] == "/"
