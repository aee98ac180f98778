"""One night in a browser: from an anonymous call to a followed case, in French as in Arabic."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import eve
from tests.journeys.copies import Copy, served
from tests.journeys.night import NEXT, TONIGHT, WHO, Night, follow_up, respond, take_the_call
from tests.journeys.wording import HOSPITAL, TOLD


@pytest.fixture(params=["fr", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def copy(language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("night")) as running:
        running.run("-m", "tests.journeys.eve", language)
        yield running


@pytest.fixture
def night(language: str, copy: Copy, open_window: Callable[..., Page]) -> Night:
    """Its windows, which still ask for news, close before the server does."""
    return Night(copy, language, open_window)


def test_a_call_at_night_becomes_a_followed_case(night: Night) -> None:
    salma, youssef = night.member(eve.SALMA), night.member(eve.YOUSSEF)
    code = take_the_call(night, salma)
    ((call, event),) = night.copy.rows(
        "SELECT id, joined_to_id FROM intake_report WHERE words = ?", TONIGHT[night.language]
    )
    assert event is not None
    expect(salma.locator("#sheet")).to_contain_text(night.word("joined"))
    youssef.goto(f"{night.copy.url}/desk/{event}")
    salma.locator(f"#sheet a[href='/desk/{event}']").click()
    salma.wait_for_url(f"**/desk/{event}")
    salma.keyboard.press("p")
    expect(salma.locator("#sheet header")).to_contain_text(night.word("yours"))

    youssef.keyboard.press("p")
    expect(youssef.locator("#messages")).to_contain_text(night.word("held"))
    expect(youssef.locator("#messages")).to_contain_text(eve.SALMA)
    assert night.copy.rows(
        "SELECT m.name FROM intake_report r JOIN governance_member m ON m.id = r.claimed_by_id "
        "WHERE r.id = ?",
        event,
    ) == [(eve.SALMA,)]

    respond(night, salma)
    follow_up(night, salma)
    ((case,),) = night.copy.rows("SELECT id FROM cases_case")
    assert night.copy.rows("SELECT code FROM care_intervention WHERE case_id = ? ORDER BY code", case) == [
        ("HOP",),
        ("SEC",),
    ]
    in_the_morning(night, case)
    hidden_from_others(night, (f"/reports/{call}", f"/reports/{event}", f"/cases/{case}/"))
    told_without_betraying(night, code)


def in_the_morning(night: Night, case: int) -> None:
    """The head of the cell finds the case with its next step, its duties, its help."""
    karim = night.member(eve.KARIM)
    karim.goto(f"{night.copy.url}/cases/")
    row = karim.locator(f".row:has(a[href='/cases/{case}/'])")
    expect(row).to_contain_text(NEXT[night.language])
    expect(row).to_contain_text(eve.SALMA)
    row.get_by_role("link").click()
    expect(karim.locator(".card-lamp")).to_contain_text(night.word("next"))
    expect(karim.locator(".card-lamp")).to_contain_text(NEXT[night.language])
    expect(karim.locator("aside.side")).to_contain_text(night.word("rescue"))
    expect(karim.locator("aside.side")).to_contain_text(HOSPITAL[night.language])
    expect(karim.locator("#story")).to_contain_text(TONIGHT[night.language])


def hidden_from_others(night: Night, addresses: tuple[str, ...]) -> None:
    """For a clerk of another organisation nothing of this exists."""
    hanane = night.member(eve.HANANE)
    for address in addresses:
        answer = hanane.goto(f"{night.copy.url}{address}")
        assert answer is not None
        assert answer.status == 404, address


def told_without_betraying(night: Night, code: str) -> None:
    """The caller learns that he was helped: not who, not where, not by whom."""
    caller = night.stranger()
    caller.locator("#code").fill(code)
    night.press(caller, "read")
    answers = caller.locator(".answers")
    for sentence in TOLD[night.language]:
        expect(answers).to_contain_text(sentence)
    page = caller.content()
    secrets = (eve.SALMA, "Bennani", "Atlas", "Brahim", "rue 4", WHO[night.language], TONIGHT[night.language])
    for secret in (*secrets, *eve.STATION.values(), *eve.EARLIER[night.language], *HOSPITAL.values()):
        assert not re.search(re.escape(secret), page, re.IGNORECASE), secret
