"""The citizen's side in a browser: one thumb, a bad network, a small screen, three languages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, UnidentifiedImageError
from playwright.sync_api import Browser, Page, expect

from jaras.territory.rules.cells import cell_of
from jaras.territory.rules.geometry import Point
from tests.journeys.copies import Copy, served
from tests.kernel.test_files import located

WORDS = "Un homme âgé a très froid près de la gare routière"
PAGES = ("/", "/signaler", "/suivre", "/confidentialite", "/accessibilite", "/signaler/merci", "/mes-droits")
TOO_SMALL = """() => [...document.querySelectorAll("a, button, input, select, textarea, label.way")]
  .filter((e) => !e.closest(".honey, p") && !e.matches("[type=hidden], [type=file], .skip"))
  .map((e) => [e.outerHTML.slice(0, 80), e.matches("[type=checkbox], [type=radio]") ? e.closest("label") : e])
  .map(([what, pressed]) => [what, pressed.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 44 || box.height < 44)).map(([what]) => what)"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("copy")) as running:
        yield running


@pytest.fixture
def site(copy: Copy) -> str:
    return copy.url


def newest(copy: Copy) -> tuple[int, str]:
    """The last report: its number, its words."""
    ((number, words),) = copy.rows("SELECT id, words FROM intake_report ORDER BY id DESC LIMIT 1")
    return number, words


def files_of(copy: Copy, report: int) -> list[tuple[str, str]]:
    """The files of a report: their media types, where they are."""
    return copy.rows(
        "SELECT f.media_type, f.path FROM intake_reportfile r JOIN kernel_storedfile f ON f.id = r.file_id "
        "WHERE r.report_id = ? ORDER BY r.id",
        report,
    )


@pytest.fixture
def thumb(page: Page) -> Page:
    """The smallest telephone, with a microphone that may be used."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.context.grant_permissions(["microphone", "geolocation"])
    page.context.set_geolocation({"latitude": 32.881, "longitude": -6.906})
    return page


def test_the_first_load_is_light(page: Page, site: str) -> None:
    requests: list[Any] = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(f"{site}/signaler", wait_until="networkidle")
    sizes = [request.sizes() for request in requests]
    assert len(sizes) >= 6
    sent = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    assert sent <= 60_000  # no font, no picture


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_thumb_reaches_everything(thumb: Page, site: str, path: str, language: str) -> None:
    thumb.goto(f"{site}{path}?lang={language}")
    assert thumb.evaluate("document.documentElement.scrollWidth") == 320
    assert thumb.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("ar", "dark")])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, site: str, path: str, language: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}{path}?lang={language}")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


def sent(page: Page) -> str:
    """Press Send as a person would, after a moment; the code that follows."""
    page.wait_for_timeout(2_100)  # whoever sends sooner is asked once more
    page.get_by_role("button", name="Envoyer").click()
    page.wait_for_url("**/signaler/recu/**")
    return page.locator("[data-code]").inner_text().replace("\n", "")


def test_a_report_by_voice_photograph_and_position(
    thumb: Page, copy: Copy, site: str, tmp_path: Path
) -> None:
    thumb.goto(f"{site}/signaler?lang=fr")
    thumb.get_by_role("button", name="Parler").click()
    thumb.wait_for_timeout(1_500)
    thumb.get_by_role("button", name="Arrêter").click()
    expect(thumb.locator("audio")).to_be_visible()
    thumb.locator("[name=photo]").set_input_files(
        {"name": "Salma.jpg", "mimeType": "image/jpeg", "buffer": located()}
    )
    expect(thumb.locator("[data-photo-kept] canvas")).to_be_visible()
    thumb.get_by_role("button", name="Ma position").click()
    expect(thumb.get_by_role("button", name="Position jointe")).to_be_visible()
    sent(thumb)
    number, words = newest(copy)
    assert words == "Message vocal avec une photo, sans texte"
    ((position, cell),) = copy.rows("SELECT position, cell FROM intake_report WHERE id = ?", number)
    assert cell == cell_of(Point(32.881, -6.906))
    assert "32.881" not in position  # sealed on the disk
    (voice, _), (photo, path) = files_of(copy, number)
    assert (voice, photo) == ("audio/webm", "image/jpeg")
    with pytest.raises(UnidentifiedImageError):
        Image.open(copy.data / "media" / path)  # sealed on the disk
    copy.run("-m", "tests.journeys.unsealed", path, str(tmp_path / "photo"))
    with Image.open(tmp_path / "photo") as kept:
        assert not dict(kept.getexif())


def test_a_recording_can_be_deleted(thumb: Page, copy: Copy, site: str) -> None:
    thumb.goto(f"{site}/signaler?lang=fr")
    thumb.get_by_role("button", name="Parler").click()
    thumb.wait_for_timeout(1_200)
    thumb.get_by_role("button", name="Arrêter").click()
    thumb.get_by_role("button", name="Effacer").click()
    expect(thumb.get_by_role("button", name="Parler")).to_be_focused()
    thumb.locator("#words").fill(WORDS)
    sent(thumb)
    assert files_of(copy, newest(copy)[0]) == []


def test_the_text_survives_the_network_and_leaves_once(thumb: Page, copy: Copy, site: str) -> None:
    text = f"{WORDS}, ce soir encore"
    thumb.goto(f"{site}/signaler?lang=fr")
    thumb.locator("#words").fill(text)
    thumb.reload()
    expect(thumb.locator("#words")).to_have_value(text)
    thumb.wait_for_timeout(2_100)
    thumb.context.set_offline(True)
    thumb.get_by_role("button", name="Envoyer").click()
    expect(thumb.locator("[data-status]")).to_contain_text("Rien n’est perdu")
    expect(thumb.locator("#words")).to_have_value(text)
    thumb.context.set_offline(False)
    thumb.wait_for_url("**/signaler/recu/**")
    assert copy.rows("SELECT count(*) FROM intake_report WHERE words = ?", text) == [(1,)]
    assert thumb.evaluate("sessionStorage.length + localStorage.length") == 0
    thumb.go_back()
    assert text not in thumb.content()


def test_a_refused_form_keeps_its_voice_note(thumb: Page, copy: Copy, site: str) -> None:
    thumb.goto(f"{site}/signaler?lang=fr")
    thumb.get_by_role("button", name="Parler").click()
    thumb.wait_for_timeout(1_200)
    thumb.get_by_role("button", name="Arrêter").click()
    thumb.get_by_label("Rester anonyme").uncheck()
    thumb.get_by_label("Votre e-mail").fill("pas une adresse")
    thumb.wait_for_timeout(1_000)
    thumb.get_by_role("button", name="Envoyer").click()
    expect(thumb.get_by_role("alert")).to_contain_text("adresse e-mail")
    thumb.get_by_label("Votre e-mail").fill("salma@example.org")
    sent(thumb)
    assert len(files_of(copy, newest(copy)[0])) == 1


def test_whoever_is_followed_leaves_with_two_keys(page: Page, site: str) -> None:
    page.route(re.compile("marocmeteo"), lambda route: route.fulfill(body="weather"))
    page.goto(f"{site}/signaler?lang=fr")
    page.locator("#words").fill(WORDS)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile("marocmeteo"))
    page.goto(f"{site}/signaler?lang=fr")
    expect(page.locator("#words")).to_have_value("")


def test_without_script_report_follow_add(browser: Browser, copy: Copy, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    window = context.new_page()
    window.goto(f"{site}/signaler?lang=fr")
    expect(window.get_by_label("Votre e-mail")).to_be_hidden()
    window.get_by_label("Rester anonyme").uncheck()
    expect(window.get_by_label("Votre e-mail")).to_be_visible()
    window.get_by_label("Que se passe-t-il").fill(WORDS)
    window.locator("[name=photo]").set_input_files(
        {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": located()}
    )
    code = sent(window)
    window.get_by_role("link", name="Je l’ai noté").click()
    window.get_by_role("link", name="Suivre un signalement").click()
    window.get_by_label("Votre code").fill(code.lower())
    window.get_by_role("button", name="Lire la réponse").click()
    expect(window.locator(".answers")).to_contain_text("arrivé à la Cellule")
    window.get_by_label("Quelque chose à ajouter").fill("Il est toujours là")
    window.get_by_role("button", name="Envoyer").click()
    expect(window.get_by_role("status").first).to_contain_text("Votre message est arrivé")
    assert len(files_of(copy, newest(copy)[0])) == 1
    assert {cookie["name"] for cookie in context.cookies()} <= {"jaras_language"}
    context.close()


def test_the_code_page_says_nothing_twice(page: Page, site: str) -> None:
    page.goto(f"{site}/signaler?lang=ar")
    page.locator("#words").fill("رجل مسن بردان")
    page.wait_for_timeout(2_100)
    page.locator("[data-submit]").click()
    page.wait_for_url("**/signaler/recu/**")
    code = page.locator("[data-code]").inner_text()
    assert len(re.sub(r"[^0-9A-Z]", "", code)) == 16
    assert Axe().run(page).violations_count == 0
    page.reload()
    expect(page.locator("[data-code]")).to_have_count(0)
