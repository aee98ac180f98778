"""Sessions: listed, ended, locked with nothing lost, closed all at once."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jaras.governance.models import ClosedDoors, Member, Session
from jaras.intake.models import Report
from jaras.kernel.models import EventRecord
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
LOGIN = "/account/login/"
CHROME = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537"
)


def entered(who: Member, **extra: Any) -> Client:
    browser = Client(**extra)
    assert browser.post(LOGIN, {"login": who.email, "password": factories.PASSWORD}).status_code == 302
    return browser


def untouched(who: Member, *, minutes: int) -> None:
    Session.objects.filter(member=who).update(seen_at=timezone.now() - timedelta(minutes=minutes))


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator")


def test_a_session_is_listed_in_words_without_an_address(salma: Member) -> None:
    browser = entered(salma, headers={"user-agent": CHROME}, REMOTE_ADDR="203.0.113.77")
    page = browser.get("/account/").content.decode()
    assert "Chrome · Android" in page
    row = Session.objects.get(member=salma)
    told = " ".join(str(value) for value in (row.device, row.session_key, row.get_decoded()))
    assert "203.0.113.77" not in told + page
    assert "126.0" not in told


def test_the_table_opens_no_session(salma: Member, settings: Any) -> None:
    browser = entered(salma)
    row = Session.objects.get(member=salma)
    assert row.session_key != browser.cookies[settings.SESSION_COOKIE_NAME].value
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = row.session_key
    assert thief.get("/account/").status_code == 302


def test_one_ends_another_browser_not_ones_own_only(salma: Member) -> None:
    here, there = entered(salma), entered(salma)
    page = here.get("/account/").content.decode()
    found = re.findall(r"/account/sessions/(\w+)/end/", page)
    assert len(found) == 1, "the browser in hand is not offered"
    here.post(f"/account/sessions/{found[0]}/end/")
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200
    assert EventRecord.objects.filter(name="SessionsEnded").count() == 1


def test_all_the_others_end_together(salma: Member) -> None:
    here, others = entered(salma), [entered(salma) for _each in range(3)]
    here.post(f"/members/{salma.pk}/sessions/end/")
    assert [other.get("/account/").status_code for other in others] == [302] * 3
    assert here.get("/account/").status_code == 200


def test_an_administrator_ends_a_members_sessions_a_colleague_does_not(
    salma: Member, member: MakeMember, sign_in: SignIn
) -> None:
    hers = entered(salma)
    key = Session.objects.get(member=salma).session_key
    colleague = sign_in(member("head"))
    assert colleague.post(f"/account/sessions/{key}/end/").status_code == 404
    assert colleague.post(f"/members/{salma.pk}/sessions/end/").status_code == 404
    assert hers.get("/account/").status_code == 200
    administrator = sign_in(member("administrator"))
    assert "/sessions/end/" in administrator.get(f"/members/{salma.pk}/").content.decode()
    assert administrator.post(f"/members/{salma.pk}/sessions/end/").status_code == 302
    assert hers.get("/account/").status_code == 302


def test_the_key_of_a_session_changes_at_the_door(salma: Member, settings: Any) -> None:
    """A key planted before signing in opens nothing after."""
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = "planted0planted0planted0planted0"
    browser.post(LOGIN, {"login": salma.email, "password": factories.PASSWORD})
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value != "planted0planted0planted0planted0"
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = "planted0planted0planted0planted0"
    assert thief.get("/account/").status_code == 302


@pytest.mark.parametrize(("role", "minutes"), [("operator", 30), ("head", 30), ("referent", 15), ("dpo", 15)])
def test_the_screen_locks_after_the_time_of_the_role(role: str, minutes: int, member: MakeMember) -> None:
    who = member(role)
    browser = entered(who)
    untouched(who, minutes=minutes - 1)
    assert browser.get("/account/").status_code == 200
    untouched(who, minutes=minutes)
    page = browser.get("/account/")
    assert page.status_code == 423
    assert who.email not in page.content.decode(), "nothing of the page shows"
    assert browser.get("/account/").status_code == 423, "asking again does not open it"


def test_what_polls_by_itself_keeps_no_screen_open(salma: Member) -> None:
    browser = entered(salma)
    untouched(salma, minutes=29)
    assert browser.get("/watches/now/", headers={"hx-request": "true"}).status_code == 200
    assert browser.get("/account/awake/").json()["locked"] is False
    untouched(salma, minutes=30)
    assert browser.get("/watches/now/", headers={"hx-request": "true"}).status_code == 423
    assert browser.get("/account/awake/", headers={"X-Jaras-Moved": "1"}).json()["locked"] is True


def test_a_gesture_told_by_the_script_keeps_it_open(salma: Member) -> None:
    browser = entered(salma)
    untouched(salma, minutes=29)
    browser.get("/account/awake/", headers={"X-Jaras-Moved": "1"})
    assert timezone.now() - Session.objects.get(member=salma).seen_at < timedelta(minutes=1)


def test_a_page_costs_one_write_a_minute_no_more(salma: Member, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = entered(salma)
    browser.get("/account/")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/account/")
    assert not [query["sql"] for query in asked if "UPDATE" in query["sql"] and "session" in query["sql"]]
    untouched(salma, minutes=2)
    with CaptureQueriesContext(connection) as asked:
        browser.get("/account/")
    assert len([query for query in asked if "UPDATE" in query["sql"] and "session" in query["sql"]]) == 1


CALL = {"words": "Une femme attend devant l’hôpital, elle a froid.", "key": "k"}


def test_a_call_sent_after_the_lock_is_taken_once_the_password_is_given(salma: Member) -> None:
    browser = entered(salma)
    untouched(salma, minutes=45)
    asked = browser.post("/call", CALL)
    assert asked.status_code == 423
    page = asked.content.decode()
    kept = re.search(r'name="unlock_kept" value="([^"]+)"', page)
    assert kept
    assert CALL["words"] not in page, "whoever finds the screen does not read what was sent"
    assert not Report.objects.exists()
    wrong = browser.post("/call", {"unlock_password": "not-the-password", "unlock_kept": kept[1]})
    assert wrong.status_code == 423
    assert kept[1] in wrong.content.decode()
    done = browser.post("/call", {"unlock_password": factories.PASSWORD, "unlock_kept": kept[1]})
    assert done.status_code in (200, 302)
    assert Report.objects.get().words == CALL["words"]
    assert browser.get("/account/").status_code == 200


def test_its_photograph_comes_with_it(salma: Member, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    browser = entered(salma)
    untouched(salma, minutes=45)
    picture = SimpleUploadedFile("place.png", factories.picture(), "image/png")
    page = browser.post("/call", CALL | {"attached": picture}).content.decode()
    held = list((tmp_path / "held").iterdir())
    assert len(held) == 1
    assert "hôpital".encode() not in held[0].read_bytes(), "sealed on the disk"
    kept = re.search(r'name="unlock_kept" value="([^"]+)"', page)
    assert kept
    browser.post("/call", {"unlock_password": factories.PASSWORD, "unlock_kept": kept[1]})
    assert Report.objects.get().files.count() == 1
    assert not list((tmp_path / "held").iterdir())


def test_what_is_kept_belongs_to_its_sender_and_its_address(salma: Member, member: MakeMember) -> None:
    browser, other = entered(salma), member("operator")
    untouched(salma, minutes=45)
    page = browser.post("/call", CALL).content.decode()
    kept = re.search(r'name="unlock_kept" value="([^"]+)"', page)
    assert kept
    theirs = entered(other)
    untouched(other, minutes=45)
    theirs.post("/call", {"unlock_password": factories.PASSWORD, "unlock_kept": kept[1]})
    assert not Report.objects.exists()


@pytest.mark.parametrize("kept", ["", "x", "é", "../../etc", "A" * 5000, "\x00"])
def test_a_forged_key_of_what_is_kept_leads_back_to_the_page(kept: str, salma: Member) -> None:
    browser = entered(salma)
    untouched(salma, minutes=45)
    answer = browser.post("/call", {"unlock_password": factories.PASSWORD, "unlock_kept": kept})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/call")


def test_one_locks_ones_own_screen(salma: Member) -> None:
    browser = entered(salma)
    assert browser.post("/account/lock/", {"next": "https://evil.example/"}).headers["Location"] == "/"
    assert browser.get("/account/").status_code == 423
    scripted = {"X-Jaras-Moved": "1"}
    refused = browser.post("/account/unlock/", {"unlock_password": "no"}, headers=scripted)
    assert refused.status_code == 400
    assert refused.json()["errors"]
    done = browser.post("/account/unlock/", {"unlock_password": factories.PASSWORD}, headers=scripted)
    assert done.status_code == 204
    assert browser.get("/account/").status_code == 200


REASON = "Un téléphone de la maraude a été volé."


def test_the_panic_switch_ends_everything_but_the_hand_that_pressed(
    salma: Member, member: MakeMember, work: Callable[[], int]
) -> None:
    head, officer = member("head"), member("dpo")
    hers, other_of_head, pressing = entered(salma), entered(head), entered(head)
    hers.post("/account/tokens/", {"token_name": "tableur"})
    assert pressing.post("/doors/close/", {"organisation": "", "reason": "vite"}).status_code == 400
    assert pressing.post("/doors/close/", {"organisation": "", "reason": REASON}).status_code == 302
    assert [browser.get("/account/").status_code for browser in (hers, other_of_head, pressing)] == [
        302,
        302,
        200,
    ]
    closed = ClosedDoors.objects.get()
    assert (closed.reason, closed.sessions, closed.tokens, closed.by) == (REASON, 2, 1, head)
    told = EventRecord.objects.get(name="DoorsClosed").data
    assert REASON not in str(told), "the log holds no words of people"
    work()
    assert officer.email in {address for letter in mail.outbox for address in letter.to}
    assert REASON in pressing.get("/doors/close/").content.decode()


def test_the_switch_of_one_organisation_leaves_the_others(salma: Member, member: MakeMember) -> None:
    partner, administrator = member("partner"), member("administrator")
    theirs, hers, pressing = entered(partner), entered(salma), entered(administrator)
    pressing.post("/doors/close/", {"organisation": partner.organisation_id, "reason": REASON})
    assert [browser.get("/account/").status_code for browser in (theirs, hers, pressing)] == [302, 200, 200]
    answer = pressing.post("/doors/close/", {"organisation": "999999", "reason": REASON})
    assert answer.status_code == 400, "an unknown organisation is not everybody"
