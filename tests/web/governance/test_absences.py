"""The page of absences; what the roster says beside a turn."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.governance import actions
from jaras.governance.models import Absence, Member, actor_of
from jaras.governance.rules.roster import Span

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def head(member: MakeMember) -> Member:
    return member("head")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def english(browser: Client) -> Client:
    browser.cookies["jaras_language"] = "en"
    return browser


def test_the_head_notes_an_absence_that_meets_a_turn(head: Member, salma: Member, sign_in: SignIn) -> None:
    browser, now = english(sign_in(head)), timezone.now()
    hours = [Span(now + 30 * HOUR, now + 42 * HOUR), Span(now + 45 * HOUR, now + 50 * HOUR)]
    actions.plan_turns(member=salma, hours=hours, by=actor_of(head), at=now)
    day = timezone.localtime(hours[0].starts_at).date()
    said = {"member": salma.pk, "kind": "illness", "starts_on": day, "ends_on": day, "why": "Fièvre"}
    assert browser.post("/watches/absences/", said).status_code == 302
    page = text(browser.get("/watches/absences/"))
    assert all(word in page for word in ("Salma Bennani", "Illness", "Fièvre"))
    page = text(browser.get("/watches/roster/"))
    assert "absent on these days" in page
    assert "3 hours of rest before it, at least 11" in page
    browser.post(f"/watches/absences/{Absence.objects.get().pk}/cancel/")
    assert "absent on these days" not in text(browser.get("/watches/roster/"))


def test_what_was_typed_stays_with_the_sentence(head: Member, salma: Member, sign_in: SignIn) -> None:
    today = timezone.localtime().date()
    said = {"member": salma.pk, "kind": "leave", "starts_on": today, "ends_on": today - DAY, "why": "Mariage"}
    answer = english(sign_in(head)).post("/watches/absences/", said)
    assert answer.status_code == 400
    assert "The last day follows the first" in text(answer)
    assert "Mariage" in text(answer)


def test_an_operator_notes_their_own(
    head: Member, salma: Member, member: MakeMember, sign_in: SignIn
) -> None:
    browser, today = english(sign_in(salma)), timezone.localtime().date()
    other = member("operator", name="Youssef Amrani")
    actions.note_absence(
        member=other, starts_on=today, ends_on=today, kind="leave", by=actor_of(head), at=timezone.now()
    )
    said = {"member": other.pk, "kind": "training", "starts_on": today, "ends_on": today}
    assert browser.post("/watches/absences/", said).status_code == 302
    assert Absence.objects.filter(member=salma, kind="training").exists(), "whatever the form says: their own"
    page = text(browser.get("/watches/absences/"))
    assert "Training" in page
    assert "Youssef" not in page
    theirs = Absence.objects.get(member=other)
    assert browser.post(f"/watches/absences/{theirs.pk}/cancel/").status_code == 404


def test_absences_ask_a_fixed_number_of_questions(head: Member, salma: Member, sign_in: SignIn) -> None:
    browser, today = sign_in(head), timezone.localtime().date()

    def note(number: int) -> None:
        day = today + number * DAY
        actions.note_absence(
            member=salma,
            starts_on=day,
            ends_on=day,
            kind="leave",
            why="x",
            by=actor_of(head),
            at=timezone.now(),
        )

    def asked(page: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get(page).status_code == 200
        return len(found)

    note(0)
    pages = ("/watches/absences/", "/watches/roster/")
    first = [asked(page) for page in pages for _again in range(2)]
    for number in range(1, 9):
        note(number)
    again = [asked(page) for page in pages for _again in range(2)]
    assert again[1::2] == first[1::2]
