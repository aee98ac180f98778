"""The second step where roles ask for it: led to, put off, nothing typed lost; the demo stays open."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from jaras.governance.models import Member
from jaras.governance.roles import door_of, roles
from jaras.governance.rules import SecondStep, SecondStepRule, Standing, is_nobodys, strictest
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import EventRecord
from jaras.territory import actions as territory
from tests import factories
from tests.web.governance.test_door import ADD, LOGIN, code_for, credentials

MakeMember = Callable[..., Member]
DUE, LATER = "/account/second/due/", "/account/second/later/"
DAY = timedelta(days=1)


@pytest.fixture
def real(db: None, settings: Any) -> None:
    """A copy of real people: nobody is invented."""
    settings.MODE = "real"
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=timezone.now())


def signed_in(who: Member) -> Client:
    browser = Client()
    assert browser.post(LOGIN, credentials(who)).status_code == 302
    return browser


def enrol(browser: Client) -> None:
    """Put the application of codes in place, as its page asks."""
    page = browser.get(ADD)
    assert page.status_code == 200, "whoever signed in a moment ago is not asked for the password again"
    secret = re.search(r'class="code-typed" dir="ltr">(\w+)<', page.content.decode())
    assert secret
    assert browser.post(ADD, {"code": code_for(secret[1])}).status_code == 302


def long_ago(who: Member) -> Member:
    Member.objects.filter(pk=who.pk).update(joined_at=timezone.now() - 60 * DAY)
    who.refresh_from_db()
    return who


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("role", ["administrator", "head", "dpo", "pole_lead", "governor"])
def test_nothing_opens_before_it_is_in_place(member: MakeMember, role: str) -> None:
    browser = signed_in(member(role, at=timezone.now()))
    for address in ("/members/", "/accesses/", "/exports/", "/account/", "/account/second/"):
        assert browser.get(address).headers["Location"] == DUE, address
    assert 'class="button button-main' in browser.get(DUE).content.decode()
    assert browser.post(LATER).status_code == 400, "these do not put it off"
    enrol(browser)
    assert browser.get("/account/").status_code == 200
    assert browser.get(DUE).status_code == 302


@pytest.mark.usefixtures("real")
def test_where_they_wanted_to_go_waits(member: MakeMember) -> None:
    browser = signed_in(member("administrator", at=timezone.now()))
    browser.get("/members/?q=salma")
    enrol(browser)
    assert browser.get(DUE).headers["Location"] == "/members/?q=salma"
    assert browser.get(DUE).headers["Location"] == "/", "once"


@pytest.mark.usefixtures("real")
def test_what_was_sent_is_saved_afterwards(member: MakeMember) -> None:
    who = member("administrator", at=timezone.now())
    browser = signed_in(who)
    asked = browser.post("/account/profile/", {"name": "Nadia Bennis", "telephone": "0600000001"})
    assert asked.headers["Location"] == DUE
    who.refresh_from_db()
    assert who.name != "Nadia Bennis", "nothing is written before"
    enrol(browser)
    page = browser.get(DUE).content.decode()
    kept = re.search(r'action="/account/profile/">.*?name="unlock_kept" value="([^"]+)"', page, re.DOTALL)
    assert kept, page
    browser.post("/account/profile/", {"unlock_kept": kept[1]})
    who.refresh_from_db()
    assert (who.name, who.telephone) == ("Nadia Bennis", "0600000001")
    again = browser.post("/account/profile/", {"unlock_kept": kept[1]})
    assert again.headers["Location"] == "/account/profile/", "a key serves once; nothing is emptied by it"
    who.refresh_from_db()
    assert who.name == "Nadia Bennis"


@pytest.mark.usefixtures("real")
def test_a_fragment_leads_the_whole_page_there(member: MakeMember) -> None:
    browser = signed_in(member("administrator", at=timezone.now()))
    answer = browser.get(
        "/members/?q=b", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/members/?q=a"}
    )
    assert (answer.headers["HX-Redirect"], answer.content) == (DUE, b"")
    assert browser.get("/watches/now/", headers={"HX-Request": "true"}).status_code == 204, "a poll waits"
    enrol(browser)
    assert browser.get(DUE).headers["Location"] == "/members/?q=a"


@pytest.mark.usefixtures("real")
def test_a_new_operator_works_at_once_and_is_reminded(member: MakeMember) -> None:
    page = signed_in(member("operator", at=timezone.now())).get("/account/")
    assert page.status_code == 200
    assert "/account/second/" in page.content.decode().split('id="content"')[1].split("<h1")[0]


@pytest.mark.usefixtures("real")
def test_at_two_in_the_night_an_operator_is_not_locked_out(
    member: MakeMember, work: Callable[[], int]
) -> None:
    head, who = member("head"), long_ago(member("operator"))
    browser = signed_in(who)
    assert browser.get("/desk").headers["Location"] == DUE
    assert browser.post(LATER).headers["Location"] == DUE
    assert browser.get(DUE).headers["Location"] == "/desk"
    assert browser.get("/desk").status_code == 200
    who.refresh_from_db()
    assert who.laters == 1
    assert EventRecord.objects.get(name="SecondStepPutOff").data == {"number": 1}
    browser.post(LATER)
    who.refresh_from_db()
    assert who.laters == 1, "twice at once counts once"
    work()
    assert [letter.to for letter in mail.outbox] == [[head.email]]
    assert who.name in mail.outbox[0].subject


@pytest.mark.usefixtures("real")
def test_it_is_put_off_three_times(member: MakeMember) -> None:
    who = long_ago(member("operator"))
    for _night in range(3):
        Member.objects.filter(pk=who.pk).update(later_until=timezone.now() - DAY)
        browser = signed_in(who)
        assert browser.post(LATER).status_code == 302
    Member.objects.filter(pk=who.pk).update(later_until=timezone.now() - DAY)
    browser = signed_in(who)
    assert "second/later" not in browser.get(DUE).content.decode()
    assert browser.post(LATER).status_code == 400
    enrol(browser)
    who.refresh_from_db()
    assert (who.second_steps, who.laters, who.later_until) == (1, 0, None)


@pytest.mark.usefixtures("real")
def test_the_page_of_a_member_says_where_they_stand(member: MakeMember) -> None:
    browser = signed_in(member("administrator", at=timezone.now()))
    enrol(browser)
    waiting, late = member("operator", at=timezone.now()), long_ago(member("operator"))
    Member.objects.filter(pk=late.pk).update(laters=2)
    held = Member.objects.get(pk=member("head").pk)
    Member.objects.filter(pk=held.pk).update(second_steps=1)
    said = {
        waiting.pk: "Pas encore en place",
        late.pk: "Remise à plus tard 2 fois.",
        held.pk: 'state-done"',
    }
    for pk, words in said.items():
        page = browser.get(f"/members/{pk}/", headers={"Accept-Language": "fr"}).content.decode()
        assert words in page.replace("\xa0", " "), (pk, words)


@pytest.mark.usefixtures("real")
def test_the_last_one_removed_closes_everything_again(member: MakeMember) -> None:
    who = member("administrator", at=timezone.now())
    browser = signed_in(who)
    enrol(browser)
    browser.post("/account/confirm/", {"password": factories.PASSWORD})
    assert browser.post("/account/second/application/remove/").status_code == 302
    who.refresh_from_db()
    assert who.second_steps == 0
    assert browser.get("/members/").headers["Location"] == DUE


@pytest.mark.django_db
def test_the_invented_of_the_demo_enter_with_the_printed_password(member: MakeMember) -> None:
    assert signed_in(long_ago(member("administrator"))).get("/members/").status_code == 200


@pytest.mark.django_db
def test_somebody_real_in_a_demo_needs_one(member: MakeMember) -> None:
    who = long_ago(member("administrator"))
    Member.objects.filter(pk=who.pk).update(email="quelquun@cellule.localnet")
    who.refresh_from_db()
    assert signed_in(who).get("/members/").headers["Location"] == DUE


def test_nobodys_addresses() -> None:
    assert is_nobodys("salma@demo.example")
    assert is_nobodys("a@EXAMPLE.org")
    assert not is_nobodys("a@notexample.org")
    assert not is_nobodys("a@example.org.ma")


def test_every_role_that_sees_somebody_asks_for_it() -> None:
    for role in roles():
        if role["may"].keys() & {"cases.read", "people.read", "governance.members", "privacy.requests"}:
            assert door_of((role.code,)).second_step, role.code


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds it
spans = st.timedeltas(timedelta(0), 30 * DAY)
rules = st.builds(SecondStepRule, within=spans, later=spans, times=st.integers(0, 5))


@given(st.lists(rules, min_size=1), rules)
def test_one_more_role_never_loosens_it(held: list[SecondStepRule], more: SecondStepRule) -> None:
    before, after = strictest(held), strictest([*held, more])
    assert before
    assert after
    assert after.within <= before.within
    assert after.later <= before.later
    assert after.times <= before.times


@given(moments, moments, moments, st.none() | moments, st.none() | rules)
def test_without_one_nobody_stays_in_for_ever(
    joined: datetime, began: datetime, at: datetime, later: datetime | None, rule: SecondStepRule | None
) -> None:
    known = SecondStep(0, rule, joined, later, 0, None)
    standing = known.standing(began_at=began, at=at)
    assert (standing is Standing.FREE) == (rule is None)
    if rule and began >= joined + rule.within and (later is None or began >= later):
        assert standing is Standing.DUE
