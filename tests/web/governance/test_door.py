"""Signing in: password, second step, recovery, limits, the doors of the demo."""

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client

from jaras.governance import actions
from jaras.governance.models import Member
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import EventRecord
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
LOGIN, SECOND, ADD = "/account/login/", "/account/second/code/", "/account/second/application/add/"
HOSTILE = [
    "",
    "\x00",
    "a\x00@b.c",
    "é" * 300,
    "x" * 3_000,
    "🔔",
    "\u202egro.elpmaxe",
    "' OR 1=1 --",
    "{{7*7}}",
]


def credentials(member: Member, password: str = factories.PASSWORD) -> dict[str, str]:
    return {"login": member.email, "password": password}


def test_language_with_theme_follow_whoever_signs_in(client: Client, member: MakeMember) -> None:
    who = member("operator")
    Member.objects.filter(pk=who.pk).update(language="ar", theme="dark")
    answer = client.post(LOGIN, credentials(who))
    assert answer.headers["Location"] == "/"
    assert client.cookies["jaras_language"].value == "ar"
    assert client.cookies["jaras_theme"].value == "dark"


def test_a_sign_in_is_in_the_log(client: Client, member: MakeMember) -> None:
    client.post(LOGIN, credentials(member("operator")))
    assert EventRecord.objects.get(name="SignInChanged").data == {"what": "signed_in"}


def test_a_wrong_password_says_what_to_do(client: Client, member: MakeMember) -> None:
    answer = client.post(LOGIN, credentials(member("operator"), "tout-autre-chose"))
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()


def test_a_suspended_member_is_told_so(client: Client, member: MakeMember, at: datetime) -> None:
    who = member("operator")
    actions.suspend(member=who, by=SYSTEM, at=at)
    assert client.post(LOGIN, credentials(who)).headers["Location"] == "/account/suspended/"
    assert client.get("/account/suspended/").status_code == 200


def test_many_wrong_passwords_close_the_door_for_a_while(client: Client, member: MakeMember) -> None:
    who = member("operator")
    for _attempt in range(6):
        client.post(LOGIN, credentials(who, "tout-autre-chose"))
    assert client.post(LOGIN, credentials(who)).status_code == 200, "the right password waits too"


def test_a_flood_gets_a_clear_page(client: Client, db: None) -> None:
    answers = [client.post("/account/password/reset/", {"email": "a@example.org"}) for _each in range(8)]
    assert answers[-1].status_code == 429
    assert "<h1>" in answers[-1].content.decode()


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.django_db
def test_nothing_typed_breaks_the_door(client: Client, value: str) -> None:
    for address, fields in (
        (LOGIN, {"login": value, "password": value, "next": value}),
        ("/account/password/reset/", {"email": value}),
        ("/account/keys/login/", {"credential": value}),
        ("/account/keys/login/", {"credential": '{"id": "x", "rawId": 3, "response": []}'}),
        (SECOND, {"code": value}),
        ("/invitation/abc/", {"name": value, "password": value}),
        ("/preferences/", {"language": value, "theme": value, "next": value}),
    ):
        assert client.post(address, fields).status_code < 500, address


@pytest.mark.parametrize("value", HOSTILE)
def test_nothing_typed_breaks_the_account(value: str, member: MakeMember, sign_in: SignIn) -> None:
    browser = confirmed(sign_in(member("operator")))
    for address, fields in (
        ("/account/profile/", {"name": value, "name_ar": value, "telephone": value}),
        ("/account/tokens/", {"token_name": value}),
        ("/account/password/", {"oldpassword": value, "password1": value, "password2": value}),
        ("/account/confirm/", {"password": value}),
        (ADD, {"code": value}),
        ("/account/keys/add/", {"name": value, "credential": value, "passwordless": value}),
        ("/account/keys/add/", {"name": value, "credential": '{"id": 1, "response": {"x": null}}'}),
        ("/watches/take/", {"next": value}),
    ):
        assert browser.post(address, fields).status_code < 500, address


@pytest.mark.parametrize("address", [LOGIN, "/account/password/reset/", "/preferences/"])
@pytest.mark.django_db
def test_ten_megabytes_are_refused_with_a_page(client: Client, address: str) -> None:
    answer = client.post(address, {"login": "x" * 10_000_000, "password": "y"})
    assert answer.status_code == 400
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/account/password/reset/1-abc/",
        "/account/password/reset/zzzzzzzzzzzzz-abc/",
        "/account/password/reset/0-set-password/",
        "/invitation/%00/",
        "/invitation/" + "x" * 5000 + "/",
        "/account/signup/",
        "/account/email/",
    ],
)
@pytest.mark.django_db
def test_a_guessed_address_opens_nothing(client: Client, address: str) -> None:
    assert client.get(address).status_code in (200, 404)


def test_a_password_is_chosen_again_through_the_mail(client: Client, member: MakeMember) -> None:
    who = member("operator")
    assert client.post("/account/password/reset/", {"email": who.email}).status_code == 302
    found = re.search(r"http://[^/]+(/account/password/reset/\S+)", str(mail.outbox[0].body))
    assert found, mail.outbox[0].body
    page = client.get(found[1], follow=True)
    fresh = {"password1": "un-autre-mot-de-passe", "password2": "un-autre-mot-de-passe"}
    client.post(page.redirect_chain[-1][0], fresh)
    who.refresh_from_db()
    assert who.check_password("un-autre-mot-de-passe")
    assert client.get(found[1], follow=True).status_code == 200, "a used address is a clear page"


def test_an_unknown_address_gets_the_same_answer(client: Client, db: None) -> None:
    answer = client.post("/account/password/reset/", {"email": "nobody@example.org"})
    assert answer.headers["Location"] == "/account/password/reset/sent/"
    assert client.get("/account/password/reset/sent/").status_code == 200


def test_a_second_step_is_asked_once_it_is_there(client: Client, member: MakeMember, sign_in: SignIn) -> None:
    who = member("operator")
    secret = with_second_step(who, sign_in)
    assert client.post(LOGIN, credentials(who)).headers["Location"] == SECOND
    assert client.get(SECOND).status_code == 200
    assert client.get("/account/").status_code == 302, "not in yet"
    assert 'class="error"' in client.post(SECOND, {"code": "000000"}).content.decode()
    cache.clear()  # a code serves once, the one that activated was this one
    assert client.post(SECOND, {"code": code_for(secret)}).status_code == 302
    assert client.get("/account/").status_code == 200


def test_a_recovery_code_opens_once(client: Client, member: MakeMember, sign_in: SignIn) -> None:
    who = member("operator")
    with_second_step(who, sign_in)
    code = Authenticator.objects.get(user=who, type="recovery_codes").wrap().get_unused_codes()[0]
    client.post(LOGIN, credentials(who))
    assert client.post(SECOND, {"code": code}).status_code == 302
    client.post("/account/logout/")
    client.post(LOGIN, credentials(who))
    assert client.post(SECOND, {"code": code}).status_code == 200


def test_every_page_of_the_second_step_opens(member: MakeMember, sign_in: SignIn) -> None:
    who = member("operator")
    browser = sign_in(who)
    with_second_step(who, lambda _member: browser)
    for address in (
        "/account/",
        "/account/password/",
        "/account/logout/",
        "/account/confirm/",
        "/account/second/",
        "/account/second/confirm/",
        "/account/second/recovery/",
        "/account/second/recovery/new/",
        "/account/second/recovery/file/",
        "/account/second/application/remove/",
        "/account/keys/",
        "/account/keys/add/",
    ):
        assert browser.get(address).status_code == 200, address
    assert browser.post("/account/second/application/remove/").status_code == 302
    assert not Authenticator.objects.filter(user=who, type="totp").exists()


def test_what_is_delicate_asks_again_who_it_is(client: Client, member: MakeMember) -> None:
    client.post(LOGIN, credentials(member("operator")))
    assert client.get(ADD).headers["Location"].startswith("/account/confirm/")
    assert confirmed(client).get(ADD).status_code == 200


def test_the_demo_opens_every_role_with_one_tap(client: Client, member: MakeMember, settings: Any) -> None:
    settings.MODE = "demo"
    assert member("operator").email in client.get(LOGIN).content.decode()


def test_a_real_copy_shows_no_door(client: Client, member: MakeMember, settings: Any) -> None:
    who = member("operator")
    settings.MODE = "real"
    page = client.get(LOGIN).content.decode()
    assert who.email not in page
    assert settings.DEMO_PASSWORD not in page


def confirmed(browser: Client) -> Client:
    """As after the password was asked again."""
    assert browser.post("/account/confirm/", {"password": factories.PASSWORD}).status_code == 302
    return browser


def code_for(secret: str) -> str:
    """What an application of codes shows (RFC 6238), computed apart from allauth.

    Who sees one that is about to end waits for the next, as people do.
    """
    if (left := 30 - time.time() % 30) < 5:
        time.sleep(left)
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, "sha1")
    offset = digest[-1] & 15
    return f"{(int.from_bytes(digest[offset : offset + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def with_second_step(member: Member, sign_in: SignIn) -> str:
    """Add the application of codes on its page; the answer is the key it shows."""
    browser = confirmed(sign_in(member))
    page = browser.get(ADD).content.decode()
    assert "data:image/svg+xml;base64," in page
    secret = re.search(r'class="code-typed" dir="ltr">(\w+)<', page)
    assert secret
    answer = browser.post(ADD, {"code": code_for(secret[1])})
    assert answer.headers["Location"] == "/account/second/recovery/"
    return secret[1]
