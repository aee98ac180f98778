"""One man under three spellings in two scripts becomes one person; his twin stays another: French, Arabic."""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys import known
from tests.journeys.copies import Copy, served
from tests.journeys.known import Town, save, shown, type_in

TAPS = 3


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("known")) as running:
        running.run("-c", known.EVE, str(running.data / "told.json"))
        yield running


@pytest.fixture(params=["fr", "ar"])
def town(request: pytest.FixtureRequest, copy: Copy, open_window: Callable[..., Page]) -> Town:
    emails = json.loads((copy.data / "told.json").read_text())[request.param]
    return Town(copy, request.param, emails, open_window)


def has_no_fault(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_three_spellings_become_one_person_and_part_again(town: Town) -> None:
    first, second = three_calls(town)
    twin = his_twin(town, first)
    karim = town.window("karim")
    one_person(town, karim, first, second)
    assert town.taps == TAPS
    answered = town.copy.rows(
        "SELECT one_id, two_id, state FROM people_link WHERE two_id IN (?, ?) ORDER BY two_id", second, twin
    )
    assert answered == [(first, second, "confirmed"), (first, twin, "refused")]
    merged_and_parted(town, karim, first, second)


def three_calls(town: Town) -> tuple[int, int]:
    """Three watches, two answers: nobody could tell at the second call, at the third it was plain."""
    salma, youssef, meryem = (town.window(who) for who in known.WATCHES[:3])
    type_in(town, salma, town.said.calls[0])
    expect(salma.locator("#typing [id^=known-]")).to_have_count(0)
    _report, first = save(town, salma)

    type_in(town, youssef, town.said.calls[1])
    expect(shown(youssef, first)).to_be_visible()
    has_no_fault(youssef)
    town.tap(youssef.locator(f"label[for=known-{first}-unsure]"))
    _report, second = save(town, youssef)
    assert second != first

    type_in(town, meryem, town.said.calls[2])
    town.tap(shown(meryem, first).locator(f"label[for=known-{first}-same]"))
    report, concerned = save(town, meryem)
    assert concerned == first
    meryem.goto(f"{town.copy.url}/people/?q={town.said.calls[2].who}")
    found = meryem.locator("#found a[href^='/people/']")
    expect(found.first).to_be_visible()
    hrefs = found.evaluate_all("each => each.map(a => a.getAttribute('href'))")
    assert set(hrefs) == {f"/people/{first}/", f"/people/{second}/"}, report
    return first, second


def his_twin(town: Town, first: int) -> int:
    """The same family, father, birth, telephone: nobody is preselected, one look tells them apart."""
    hanane = town.window("hanane")
    type_in(town, hanane, town.said.twin)
    candidate = shown(hanane, first)
    expect(candidate).to_be_visible()
    expect(hanane.locator("#typing input[id^=known-]:checked")).to_have_count(0)
    expect(hanane.locator("#typing")).not_to_contain_text(very_likely(town))
    candidate.locator(f"label[for=known-{first}-other]").click()
    _report, twin = save(town, hanane)
    hanane.goto(f"{town.copy.url}/people/{twin}/")
    expect(hanane.locator("h1")).to_contain_text(town.said.twin_name)
    expect(hanane.locator("#same")).to_have_count(0)
    return twin


def very_likely(town: Town) -> str:
    return {"fr": "Très probablement la même personne", "ar": "هو الشخص نفسه على الأرجح جدا"}[town.language]


def one_person(town: Town, head: Page, first: int, second: int) -> None:
    """In the morning the question that was left open is answered on the page of the pair."""
    head.goto(f"{town.copy.url}/people/links/?state=unsure")
    pair = head.locator(f"article:has(a[href='/people/{first}/']):has(a[href='/people/{second}/'])")
    expect(pair).to_have_count(1)
    has_no_fault(head)
    town.tap(pair.locator("form[action$='/confirm/'] button"))
    head.goto(f"{town.copy.url}/people/{second}/")
    expect(head.locator("#same a.large, #same .large a")).to_have_attribute("href", f"/people/{first}/")
    has_no_fault(head)


def merged_and_parted(town: Town, head: Page, first: int, second: int) -> None:
    """Merged, parted as it was; merged again, emptied meanwhile, parted with what could not come back."""
    before = town.state(first, second)
    merge(town, head, first)
    ((moved,),) = town.copy.rows("SELECT count(*) FROM intake_reportperson WHERE person_id = ?", first)
    assert moved == len(town.said.calls)
    part(town, head)
    expect(head.locator("main")).to_contain_text(town.said.as_it_was)
    has_no_fault(head)
    assert town.state(first, second) == before

    merge(town, head, first)
    town.copy.run("-c", known.EMPTIED, str(first))
    part(town, head)
    expect(head.locator("main")).to_contain_text(town.said.emptied)
    expect(head.locator("main")).not_to_contain_text(town.said.as_it_was)
    has_no_fault(head)


def merge(town: Town, head: Page, first: int) -> None:
    """From the page of one of them: a look at what goes where, then one press."""
    head.goto(f"{town.copy.url}/people/{first}/")
    head.get_by_role("link", name=town.said.merge).click()
    head.wait_for_url("**/merge/**")
    has_no_fault(head)
    head.locator("main .button-main").click()
    head.wait_for_url(f"**/people/{first}/")
    expect(head.locator("aside.side")).to_contain_text(town.said.merged)


def part(town: Town, head: Page) -> None:
    """Both are one person all the same: the link stays, the records are two."""
    ((made,),) = town.copy.rows("SELECT max(id) FROM people_merge")
    head.goto(f"{town.copy.url}/people/merges/{made}/")
    has_no_fault(head)
    head.locator("[name=reason]").fill(town.said.why)
    head.locator("label:has([name=one_person][value=yes])").click()
    head.locator("main .button-main").click()
    expect(head.locator("main form[action$='/undo/']")).to_have_count(0)
