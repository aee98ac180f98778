"""What scripts add to pages, seen in a browser under the real content policy."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

EXIT = "https://exit.example/"
# Whatever is sent to the loudspeaker passes an analyser too; `loudest` is what it heard so far.
LISTEN = """const send = AudioNode.prototype.connect;
window.loudest = 0;
AudioNode.prototype.connect = function (to, ...rest) {
  if (to === this.context.destination) {
    const ear = this.context.createAnalyser(), heard = new Float32Array(ear.fftSize);
    send.call(this, ear);
    setInterval(() => {
      ear.getFloatTimeDomainData(heard);
      window.loudest = Math.max(window.loudest, ...heard.map(Math.abs));
    }, 20);
  }
  return send.call(this, to, ...rest);
};"""


@pytest.fixture
def site(live_server: LiveServer, settings: Any) -> str:
    settings.ROOT_URLCONF = "tests.journeys.shell_pages"
    return str(live_server.url)


def test_keys_reach_the_search_and_the_buttons(page: Page, site: str) -> None:
    page.goto(f"{site}/staff")
    page.keyboard.press("Control+k")
    expect(page.locator("[data-search]")).to_be_focused()
    page.locator("[data-search]").blur()
    page.evaluate("take.addEventListener('click', () => { take.dataset.pressed = 'yes' })")
    page.keyboard.press("t")
    expect(page.locator("#take")).to_have_attribute("data-pressed", "yes")


def test_a_letter_typed_in_a_field_presses_nothing(page: Page, site: str) -> None:
    page.goto(f"{site}/staff")
    page.evaluate("take.addEventListener('click', () => { take.dataset.pressed = 'yes' })")
    page.locator("#id_words").press_sequentially("t")
    assert page.locator("#take").get_attribute("data-pressed") is None


def test_arrows_walk_the_list(page: Page, site: str) -> None:
    page.goto(f"{site}/staff")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".row-link").nth(1)).to_be_focused()


def test_an_immediate_report_marks_the_title(page: Page, site: str) -> None:
    page.goto(f"{site}/staff")
    expect(page).to_have_title("Parts · Jaras")
    page.get_by_role("button", name="Refresh").click()
    expect(page).to_have_title("(2!) Parts · Jaras")


def test_an_immediate_report_is_heard(page: Page, site: str) -> None:
    page.add_init_script(LISTEN)
    page.goto(f"{site}/staff")
    page.get_by_role("button", name="Refresh").click()
    page.wait_for_function("() => window.loudest > 0.1")


def test_who_turned_the_sound_off_hears_nothing(page: Page, site: str) -> None:
    page.add_init_script(LISTEN + 'localStorage.setItem("jaras-sound", "off");')
    page.goto(f"{site}/staff")
    page.get_by_role("button", name="Refresh").click()
    expect(page).to_have_title("(2!) Parts · Jaras")
    page.wait_for_timeout(1000)
    assert page.evaluate("() => window.loudest") == 0


def test_what_is_typed_is_saved_again_after_a_failure(page: Page, site: str) -> None:
    page.goto(f"{site}/staff")
    page.locator("#id_words").fill("il a froid")
    expect(page.locator("[data-saved]")).to_contain_text("Pas encore enregistré")
    expect(page.locator("[data-saved]")).to_contain_text("Enregistré à")
    assert page.locator("#id_words").input_value() == "il a froid"


def test_control_enter_saves(page: Page, site: str) -> None:
    page.goto(f"{site}/staff")
    page.locator("#id_words").fill("il a froid")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_title("Saved")


def test_a_duration_gives_its_exact_hour_when_tapped(page: Page, site: str) -> None:
    page.goto(f"{site}/staff")
    moment = page.locator("time")
    expect(moment).to_have_text("depuis 12 min")
    moment.click()
    expect(moment).to_contain_text(", ")
    moment.click()
    expect(moment).to_have_text("depuis 12 min")


def test_language_and_light_are_chosen_from_the_menus(page: Page, site: str) -> None:
    page.goto(f"{site}/staff")
    page.locator("details.menu").first.click()
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("details.menu").last.click()
    page.locator("button[name=theme][value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_signs_are_drawn(page: Page, site: str) -> None:
    page.goto(f"{site}/staff")
    assert page.locator(".mark use").evaluate("sign => sign.getBoundingClientRect().width") > 0


def test_escape_twice_leaves_a_public_page(page: Page, site: str, settings: Any) -> None:
    page.route(f"{EXIT}**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(f"{site}/public")
    page.locator("[data-exit]").evaluate("(link, address) => { link.href = address }", EXIT)
    page.locator("#w").fill("secret")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(EXIT)
    assert page.evaluate("history.length") <= 2


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("address", ["staff", "public"])
def test_nothing_overflows(page: Page, site: str, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site}/{address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
