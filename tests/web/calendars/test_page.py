"""My calendar: an address that finds my turns, my bells, that dies when it is ended."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jaras.bells import actions as bells
from jaras.cases import actions as cases
from jaras.governance import actions
from jaras.governance.models import Member, Turn, actor_of
from jaras.governance.queries import calendars
from jaras.governance.rules.roster import Span
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import EventRecord
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def head(member: MakeMember) -> Member:
    return member("head")


def plan(who: Member, head: Member, begin: int, note: str = "") -> Turn:
    now = timezone.now().replace(microsecond=0)
    hours = [Span(now + begin * HOUR, now + (begin + 12) * HOUR)]
    return actions.plan_turns(member=who, hours=hours, note=note, by=actor_of(head), at=now)[0]


def address(who: Member) -> str:
    shared = actions.share_calendar(by=actor_of(who), at=timezone.now())
    return reverse("calendar", args=[calendars.token_of(shared)])


def events(answer: Any) -> list[Any]:
    assert answer.status_code == 200
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def test_my_calendar_finds_my_turns_alone(salma: Member, head: Member, member: MakeMember) -> None:
    mine = plan(salma, head, 20, note="Remplace Youssef")
    plan(member("operator", name="Youssef Amrani"), head, 32)
    where = address(salma)
    answer = Client().get(where)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    (event,) = events(answer)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (mine.starts_at, mine.ends_at)
    assert str(event["SUMMARY"]) == "De permanence"
    for hidden in ("Youssef", "Salma", "Remplace"):
        assert hidden not in answer.content.decode()
    actions.change_turn(
        turn=mine,
        member=salma,
        starts_at=mine.starts_at,
        ends_at=mine.ends_at - HOUR,
        note="",
        by=actor_of(head),
        at=timezone.now(),
    )
    (later,) = events(Client().get(where))
    assert later["UID"] == event["UID"]
    assert later["SEQUENCE"] > event["SEQUENCE"]
    assert later["DTEND"].dt == event["DTEND"].dt - HOUR
    actions.cancel_turn(turn=Turn.objects.get(pk=mine.pk), by=actor_of(head), at=timezone.now())
    assert events(Client().get(where)) == []


def test_an_address_that_is_not_in_force_finds_nothing(salma: Member, head: Member) -> None:
    plan(salma, head, 20)
    first = address(salma)
    second = address(salma)
    assert Client().get(first).status_code == 404, "a new address ends the older one"
    assert len(events(Client().get(second))) == 1
    forged = signing.Signer(salt=calendars.SALT, key="another" * 8).sign_object([salma.pk, "x"])
    none = signing.Signer(salt=calendars.SALT).sign_object([salma.pk, ""])
    odd = signing.Signer(salt=calendars.SALT).sign_object("odd")
    for token in ("x", forged, none, odd, second.split("/")[2][:-6]):
        assert Client().get(reverse("calendar", args=[token])).status_code == 404, token
    actions.end_calendar(by=actor_of(salma), at=timezone.now())
    assert Client().get(second).status_code == 404
    assert EventRecord.objects.filter(name="CalendarEnded").count() == 1


def test_whoever_is_suspended_has_no_calendar(salma: Member, head: Member) -> None:
    where = address(salma)
    actions.suspend(member=Member.objects.get(pk=salma.pk), by=SYSTEM, at=timezone.now())
    assert Client().get(where).status_code == 404


def test_doors_that_close_end_the_addresses(salma: Member, member: MakeMember) -> None:
    where = address(salma)
    actions.close_doors(
        organisation=None,
        reason="Un ordinateur volé.",
        by=actor_of(member("administrator")),
        at=timezone.now(),
    )
    assert Client().get(where).status_code == 404


def test_the_page_makes_and_ends_the_address(salma: Member, sign_in: SignIn) -> None:
    browser = sign_in(salma)
    browser.cookies["jaras_language"] = "en"
    assert "Make my address" in browser.get("/account/calendar/").content.decode()
    assert browser.post("/account/calendar/share/").status_code == 302
    where = reverse("calendar", args=[calendars.token_of(Member.objects.get(pk=salma.pk))])
    assert where in browser.get("/account/calendar/").content.decode()
    assert browser.post("/account/calendar/end/").status_code == 302
    assert Client().get(where).status_code == 404


def test_a_calendar_elsewhere_is_asked_for_by_its_whole_address(salma: Member, sign_in: SignIn) -> None:
    browser = sign_in(salma)
    said = {"address": "calendrier", "login": "salma", "secret": "x"}
    refused = browser.post("/account/calendar/connect/", said)
    assert refused.status_code == 400
    assert "calendrier" in refused.content.decode(), "what was typed stays"
    said["address"] = "https://cal.example.org/salma/jaras/"
    assert browser.post("/account/calendar/connect/", said).status_code == 302
    page = browser.get("/account/calendar/").content.decode()
    assert said["address"] in page
    assert 'value="x"' not in page
    assert browser.post("/account/calendar/leave/").status_code == 302
    assert said["address"] not in browser.get("/account/calendar/").content.decode()


def test_bells_stand_in_the_feed_those_of_protected_files_without_their_words(member: MakeMember) -> None:
    referent = member("referent", compartments=["violence"])
    case = factories.case(by=referent)
    how: dict[str, Any] = {"by": actor_of(referent), "at": timezone.now()}
    due = timezone.now() + 5 * HOUR
    for words, tied in (("Rappeler le foyer", None), ("Porter la plainte d’Amina", case)):
        bells.ring(what=words, who=referent, due_at=due, role="PIVOT", case=tied, **how)
    cases.seal(case=case, compartment="violence", reason="Violences", **how)
    answer = Client().get(address(referent))
    todos = icalendar.Calendar.from_ical(answer.content).walk("VTODO")
    assert sorted(str(each["SUMMARY"]) for each in todos) == ["Rappeler le foyer", "Une cloche"]
    assert "Amina" not in answer.content.decode()


def test_the_calendar_asks_a_fixed_number_of_questions(salma: Member, head: Member) -> None:
    where = address(salma)
    plan(salma, head, 1)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert Client().get(where).status_code == 200
        return len(found)

    asked()
    one = asked()
    for number in range(1, 9):
        plan(salma, head, 24 * number, note="y")
    assert asked() == one == 5
