"""The night of the call: who lives through it, what they do in their windows."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.factories import PASSWORD
from tests.journeys import eve
from tests.journeys.copies import Copy
from tests.journeys.wording import SCREEN

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
