"""One night in a browser: from an anonymous call to a followed case, in French as in Arabic."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.factories import PASSWORD
from tests.journeys import eve
from tests.journeys.copies import Copy, served
from tests.journeys.wording import HOSPITAL, SCREEN, TOLD

TONIGHT = {
    "fr": "Un homme âgé assis par terre près de la gare routière, il a froid et tremble.",
    "ar": "رجل مسن جالس على الأرض قرب المحطة الطرقية، يشعر بالبرد ويرتجف.",
}
WHO = {"fr": "homme, ~70 ans", "ar": "رجل، حوالي 70 سنة"}
NEXT = {"fr": "Le voir à son lit avec sa famille", "ar": "زيارته مع أسرته"}


@dataclass(frozen=True)
class Night:
    """A copy on the eve of the call, with the windows of those who live through it."""

    copy: Copy
    language: str
    open_window: Callable[..., Page]

    def word(self, name: str) -> str:
        return SCREEN[self.language][name]

    def stranger(self) -> Page:
        """A window in the language, nobody signed in."""
        window = self.open_window("fr-FR" if self.language == "fr" else "ar-MA")
        window.goto(f"{self.copy.url}/suivre")
        expect(window.locator("html")).to_have_attribute("lang", self.language)
        return window

    def member(self, name: str) -> Page:
        """The window of a member, signed in through the door."""
        ((email,),) = self.copy.rows("SELECT email FROM governance_member WHERE name = ?", name)
        window = self.stranger()
        window.goto(f"{self.copy.url}/desk")
        window.locator("#id_login").fill(email)
        window.locator("#id_password").fill(PASSWORD)
        window.get_by_role("button", name=self.word("sign in"), exact=True).click()
        window.wait_for_url("**/desk")
        return window

    def press(self, within: Page | Locator, name: str) -> None:
        within.get_by_role("button", name=self.word(name), exact=True).click()


@pytest.fixture(params=["fr", "ar"])
def night(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    open_window: Callable[..., Page],
) -> Iterator[Night]:
    with served(tmp_path_factory.mktemp("night")) as copy:
        copy.run("-m", "tests.journeys.eve", request.param)
        yield Night(copy, request.param, open_window)


def tab_to(window: Page, selector: str) -> None:
    """Walk with the keyboard alone."""
    for _step in range(60):
        window.keyboard.press("Tab")
        if window.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"The keyboard does not reach {selector}.")


def take_the_call(night: Night, operator: Page) -> str:
    """No mouse: the words, who, two reports proposed, one joined, saved; the code read to the caller."""
    operator.goto(f"{night.copy.url}/desk")
    operator.keyboard.press("n")
    operator.wait_for_url("**/call")
    expect(operator.locator("#id_words")).to_be_focused()
    operator.keyboard.type(TONIGHT[night.language])
    tab_to(operator, "#id_who")
    operator.keyboard.type(WHO[night.language])
    tab_to(operator, "#id_anonymous")
    operator.keyboard.press("Space")
    proposed = operator.locator("#typing input[name=says_double]:not([value=''])")
    expect(proposed).to_have_count(2)
    for words in eve.EARLIER[night.language]:
        expect(operator.locator("#typing")).to_contain_text(words)
    tab_to(operator, "#typing input[name=says_double]")
    operator.keyboard.press("ArrowUp")
    expect(operator.get_by_label(night.word("join")).last).to_be_checked()
    operator.keyboard.press("Control+Enter")
    return operator.locator(".tracking-code").inner_text()


def respond(night: Night, operator: Page) -> None:
    """Help called, a team sent, on site, back: he is in hospital."""
    operator.locator("#fold-help > summary").click()
    night.press(operator.locator("#fold-help"), "help")
    expect(operator.locator("#sheet .moment")).to_have_count(1)
    operator.locator("#fold-team > summary").click()
    operator.locator("#fold-team [name=team]").fill("Équipe Atlas")
    night.press(operator.locator("#fold-team"), "leave")
    night.press(operator, "on site")
    expect(operator.get_by_role("button", name=night.word("on site"), exact=True)).to_have_count(0)
    back = operator.locator("details[id^=fold-mission-]")
    back.locator("summary").click()
    back.locator(".chip-hospital").click()
    back.locator("[name=note]").fill("Hajj Brahim, trouvé au 12 rue 4")
    night.press(back, "back")
    expect(operator.locator("#sheet")).to_contain_text(night.word("counted"))


def follow_up(night: Night, operator: Page) -> None:
    """What was proposed is confirmed, the case opens, somebody has something to do next."""
    night.press(operator, "right")
    expect(operator.locator(".proposal-kept").first).to_be_visible()
    night.press(operator.locator("#outcomes"), "case")
    operator.get_by_role("link", name=night.word("open")).click()
    operator.get_by_role("link", name=night.word("plan")).click()
    operator.locator("#id_what").fill(NEXT[night.language])
    operator.locator("#task .button-main").click()
    expect(operator.locator(".card-lamp")).to_contain_text(NEXT[night.language])


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
