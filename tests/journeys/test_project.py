"""A life project agreed in a browser: with the pointer, the microphone, or no script at all."""

from collections.abc import Callable, Iterator
from math import sin
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.factories import PASSWORD, PDF
from tests.journeys.copies import Copy, served

KARIM, NAIMA = "Karim El Mehdaoui", "Naïma Chraibi"
DRAFTS = f"""
import django; django.setup()
from django.utils import timezone
from tests import factories
karim = factories.member("referent", name="{KARIM}")
factories.member("referent", name="{NAIMA}")
for _each in range(3):
    driss = factories.person(given_name="Driss", family_name="Alaoui", arabic_name="إدريس العلوي")
    case = factories.case(by=karim, at=timezone.now(), persons=[driss])
    factories.project(by=karim, case=case, at=timezone.now())
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("project")) as running:
        running.run("-c", DRAFTS)
        yield running


@pytest.fixture
def draft(copy: Copy) -> str:
    """The address of a draft that nobody agreed to yet."""
    (first, *_others) = copy.rows(
        "SELECT case_id, id FROM inclusion_lifeproject WHERE state = 'drafting' ORDER BY id"
    )
    case, project = first
    return f"{copy.url}/cases/{case}/project/{project}/"


def signed_in(window: Page, copy: Copy) -> Page:
    """Karim's window."""
    ((email,),) = copy.rows("SELECT email FROM governance_member WHERE name = ?", KARIM)
    window.goto(f"{copy.url}/desk")
    window.locator("#id_login").fill(email)
    window.locator("#id_password").fill(PASSWORD)
    window.locator("form:has(#id_password) [data-main]").click()
    window.wait_for_url("**/desk")
    return window


def agreement(copy: Copy, draft: str) -> tuple[str, str]:
    """How the version was agreed, what kind of file was kept."""
    ((how, media_type),) = copy.rows(
        "SELECT a.how, f.media_type FROM inclusion_agreement a JOIN kernel_storedfile f ON f.id = a.file_id "
        "WHERE a.project_id = ?",
        int(draft.rstrip("/").rsplit("/", 1)[1]),
    )
    return how, media_type


def test_he_signs_with_a_finger(open_window: Callable[..., Page], copy: Copy, draft: str) -> None:
    page = signed_in(open_window(), copy)
    page.goto(draft)
    page.get_by_role("link", name="Ajouter un objectif").click()
    page.locator("#task textarea[name=words]").fill("Revoir mon frère")
    page.locator("#task [data-main]").click()
    expect(page.locator(".goal h3")).to_have_text(["Avoir un toit à moi", "Revoir mon frère"])
    page.get_by_role("button", name="Monter", exact=True).click()
    expect(page.locator(".goal h3")).to_have_text(["Revoir mon frère", "Avoir un toit à moi"])
    page.get_by_role("link", name="Le lire et en convenir").click()
    frame = page.locator("[data-pad] canvas")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    for place in range(30):
        page.mouse.move(box["x"] + 40 + 8 * place, box["y"] + 60 + 30 * sin(place / 3))
    page.mouse.up()
    expect(page.locator("[data-pad-state]")).to_have_text("Signé.")
    assert Axe().run(page).violations_count == 0
    page.locator("form[data-agree] [data-main]").click()
    expect(page.locator(".signature img")).to_be_visible()
    expect(page.locator(".signature img")).to_have_js_property("naturalWidth", 1200)  # once it has come
    assert agreement(copy, draft) == ("screen", "image/png")
    assert Axe().run(page).violations_count == 0


def test_he_says_yes_before_a_witness(open_window: Callable[..., Page], copy: Copy, draft: str) -> None:
    page = signed_in(open_window(), copy)
    page.context.grant_permissions(["microphone"])
    page.goto(f"{draft}agree/")
    page.get_by_label("Note vocale devant témoin").check()
    page.locator("[data-record]").click()
    page.wait_for_timeout(1500)
    page.locator("[data-stop]").click()
    expect(page.locator("[data-record-sound]")).to_be_visible()
    page.locator("select[name=witness]").select_option(label=NAIMA)
    page.locator("form[data-agree] [data-main]").click()
    expect(page.locator("aside audio")).to_be_visible()
    assert agreement(copy, draft) == ("voice", "audio/webm")


def test_without_a_script_he_signs_on_paper(browser: Browser, copy: Copy, draft: str, tmp_path: Path) -> None:
    paper = tmp_path / "feuille.pdf"
    paper.write_bytes(PDF)
    context = browser.new_context(locale="fr-FR", java_script_enabled=False)
    page = signed_in(context.new_page(), copy)
    page.goto(f"{draft}agree/")
    expect(page.locator("[data-pad]")).to_be_hidden()
    page.locator("input[name=paper]").set_input_files(paper)
    page.locator("form[data-agree] [data-main]").click()
    expect(page.get_by_role("link", name="La feuille signée")).to_be_visible()
    assert agreement(copy, draft) == ("paper", "application/pdf")
    context.close()
