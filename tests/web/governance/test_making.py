"""The pages of a proposed roster."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.governance.models import Member, RosterDraft, Turn

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
Work = Callable[[], int]
DAY = timedelta(days=1)


@pytest.fixture
def head(member: MakeMember) -> Member:
    return member("head", name="Meryem Tazi")


@pytest.fixture
def browser(head: Member, sign_in: SignIn) -> Client:
    client = sign_in(head)
    client.cookies["jaras_language"] = "en"
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def said(members: list[Member], days: int) -> dict[str, Any]:
    first = timezone.localdate() + DAY
    return {
        "template": "two_twelves",
        "first": first,
        "last": first + (days - 1) * DAY,
        "members": [each.pk for each in members],
    }


def test_a_roster_is_asked_for_made_and_adopted(browser: Client, member: MakeMember, work: Work) -> None:
    three = [member("operator", name=name) for name in ("Amina", "Salma", "Youssef")]
    page = text(browser.get("/watches/roster/make/"))
    assert all(each.name in page for each in three)
    answer = browser.post("/watches/roster/make/", said(three, 7))
    address = answer["Location"]
    assert "The model looks for a plan" in text(browser.get(address))
    assert browser.get(address, headers={"hx-request": "true"}).status_code == 204
    work()
    assert browser.get(address, headers={"hx-request": "true"})["HX-Refresh"] == "true"
    page = text(browser.get(address))
    assert "Every turn has somebody" in page
    assert "Proven" in page
    assert "14 turns differ from what stands" in page
    assert browser.post(f"{address}adopt/").status_code == 302
    assert Turn.objects.planned().count() == 14
    page = text(browser.get(address))
    assert "adopted" in page
    assert "Make it the roster" not in page
    browser.post(f"{address}set-aside/")
    assert "adopted or set aside already" in text(browser.get("/watches/roster/make/"))


def test_what_nobody_can_take_is_said(browser: Client, member: MakeMember, work: Work) -> None:
    answer = browser.post("/watches/roster/make/", said([member("operator", name="Salma Bennani")], 2))
    work()
    page = text(browser.get(answer["Location"]))
    assert "2 turns that none of those chosen can take" in page
    assert "Salma Bennani</bdi> (holds a turn less than 11 hours away)" in page


def test_what_is_not_proven_says_how_far_from_the_best_it_may_be(
    browser: Client, member: MakeMember, work: Work
) -> None:
    answer = browser.post("/watches/roster/make/", said([member("operator")], 2))
    work()
    RosterDraft.objects.update(missing_least=None, uneven=40, uneven_least=30.0)
    page = text(browser.get(answer["Location"]))
    assert "before it was proven" in page
    assert "At most 2 more turns could have somebody" in page
    assert "25% less" in page


def test_what_was_asked_wrongly_stays_typed(browser: Client, member: MakeMember) -> None:
    wrong = said([member("operator")], 1) | {"last": timezone.localdate() - DAY}
    answer = browser.post("/watches/roster/make/", wrong)
    assert answer.status_code == 400
    assert "Choose days from today on" in text(answer)
    assert str(wrong["last"]) in text(answer)
    assert browser.post("/watches/roster/make/", wrong | {"members": ["0"]}).status_code == 400
    assert not RosterDraft.objects.exists()


def test_without_its_packages_the_page_says_what_to_do(
    browser: Client, member: MakeMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jaras.web.governance.making.can_solve", lambda: False)
    page = text(browser.get("/watches/roster/make/"))
    assert "./run roster" in page
    assert "planning by hand goes on" in page


def test_a_proposal_asks_a_fixed_number_of_questions(browser: Client, member: MakeMember, work: Work) -> None:
    members = [member("operator") for _number in range(3)]

    def asked(days: int) -> int:
        address = browser.post("/watches/roster/make/", said(members, days))["Location"]
        work()
        browser.get(address)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(address).status_code == 200
        return len(found)

    assert asked(1) == asked(14)
