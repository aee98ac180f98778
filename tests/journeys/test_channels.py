"""Four people write by three channels within minutes, three of them of one woman: French and Arabic.

The telephones are those of the simulator: what it delivers is signed and comes by the real doors of the copy.
"""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from jaras.demo.simulator.writers import writers
from tests.journeys.copies import Copy, served, signed_in, working

EVE = """
import django; django.setup()
import json, pathlib, sys
from django.utils import timezone
from jaras.governance import actions as governance
from jaras.governance.models import actor_of
from tests import factories
salma = factories.member("operator", name="Salma Bennani", language=sys.argv[2])
governance.take_watch(by=actor_of(salma), at=timezone.now())
pathlib.Path(sys.argv[1]).write_text(json.dumps(salma.email))
"""
SILENT = "ما تجاوبونيش فهاد النمرة عافاكم، راجلي كيشوف التيليفون"
ANSWERS = {
    "khadija": "Choukran Khadija, l'équipe ghadi tkoun temma f 10 d9aye9.",
    "nadia": "Merci Madame, une équipe part maintenant vers la gare routière.",
    "abdelhak": "شكرا لكم، فريقنا في الطريق إلى المحطة الطرقية.",
}
ACKNOWLEDGED = "توصلنا برسالتكم"
LATE = "L'équipe est arrivée."
INSTEAD = {"fr": "Je l’ai appelée.", "ar": "اتصلت بها هاتفيا."}
UNSENT = {"fr": "Une réponse n’est pas partie", "ar": "جواب لم يرسل"}
STATE = "SELECT state FROM conversations_reply WHERE by_id IS NOT NULL ORDER BY id"


@pytest.fixture
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("channels")) as running, working(running):
        yield running


class House:
    """Salma in two windows: at the inbox, at the telephones of people outside."""

    def __init__(self, copy: Copy, language: str, open_window: Callable[..., Page]) -> None:
        told = copy.data / "told.json"
        copy.run("-c", EVE, str(told), language)
        email = json.loads(told.read_text())
        self.copy = copy
        self.inbox = signed_in(copy, open_window, language, email)
        self.outside = signed_in(copy, open_window, language, email)
        self.outside.goto(f"{copy.url}/simulator/")

    def telephone(self, key: str) -> Locator:
        return self.outside.locator(f"#{key}")

    def screen(self, key: str) -> Locator:
        return self.outside.locator(f"#screen-{key}")

    def presses(self, key: str, button: str) -> None:
        """What is ready to be sent stands behind two small doors."""
        telephone = self.telephone(key)
        telephone.locator("details", has=self.outside.locator(button)).locator("summary").click()
        telephone.locator(button).first.click()
        expect(self.screen(key).locator(".screen-own")).to_have_count(1)

    def writes(self, key: str, words: str) -> None:
        telephone = self.telephone(key)
        telephone.locator("textarea").fill(words)
        telephone.locator(".line-ends button").click()
        expect(self.screen(key)).to_contain_text(words)

    def opens(self, key: str) -> None:
        """The conversation of somebody, from the list."""
        writer = writers()[key]
        self.inbox.goto(f"{self.copy.url}/inbox?tray=all")
        name = writer.number if key == "abdelhak" else writer.name  # a text message brings no name
        self.inbox.locator(".pane-list .rows a", has_text=name).click()
        expect(self.inbox.locator("#chosen h2.person")).to_have_text(name)

    def answers(self, words: str) -> None:
        self.inbox.locator("#id_words").fill(words)
        self.inbox.locator("#answer button[data-main], #answer button.button-main").last.click()
        expect(self.inbox.locator(".talk-reply").last).to_contain_text(words)

    def report(self) -> str:
        address = self.inbox.locator("#chosen .facts-line a[href*='/reports/']").first.get_attribute("href")
        assert address is not None
        return f"{self.copy.url}{address}"


def has_no_fault(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_one_woman_three_channels_one_report_each_answered_where_they_wrote(
    language: str, copy: Copy, open_window: Callable[..., Page]
) -> None:
    house = House(copy, language, open_window)
    house.presses("khadija", "[name=made][value=voice]")
    house.presses("nadia", "[name=example]")
    house.presses("abdelhak", "[name=example]")
    house.writes("hicham", SILENT)
    has_no_fault(house.outside)
    copy.wait_for([("kept",)], "SELECT state FROM conversations_media")
    copy.wait_for([(4,)], "SELECT count(*) FROM conversations_conversation")
    expect(house.screen("abdelhak")).to_contain_text(ACKNOWLEDGED)

    listen_and_write_down(house)
    one = join_the_three(house)
    for key, words in ANSWERS.items():
        house.opens(key)
        house.answers(words)
    for key, words in ANSWERS.items():
        expect(house.screen(key).locator(".screen-cell").last).to_contain_text(words)
        for other in ANSWERS.keys() - {key}:
            expect(house.screen(other)).not_to_contain_text(words)
    house.opens("nadia")
    expect(house.inbox.locator("#chosen")).to_contain_text("Khadija")
    house.inbox.goto(one)
    expect(house.inbox.locator("main")).to_contain_text(writers()["khadija"].says[:40])

    never_write_there(house)
    on_a_desk(house, language)


def listen_and_write_down(house: House) -> None:
    """Beside the player, which the keyboard reaches; what was heard is looked at anew."""
    house.opens("khadija")
    sound = house.inbox.locator(".talk audio")
    sound.evaluate(
        "sound => new Promise((known, fault) => { sound.onloadedmetadata = known; sound.onerror = fault;"
        " sound.load(); })"
    )
    assert sound.evaluate("sound => Math.round(sound.duration)") == 3
    sound.focus()
    house.inbox.keyboard.press("Space")
    sound.evaluate(
        "sound => new Promise((heard) => { setInterval(() => sound.currentTime && heard(), 50); })"
    )
    form = house.inbox.locator("form[action$='/words']")
    form.locator("textarea").fill(writers()["khadija"].says)
    form.locator("button").click()
    expect(house.inbox.locator(".talk .quote")).to_contain_text("wa7ed lmra")
    has_no_fault(house.inbox)


def join_the_three(house: House) -> str:
    """Each of the two later reports proposes the first: a human says that it is so."""
    house.opens("nadia")
    first, words = house.report(), writers()["nadia"].examples[0][:40]
    for key in ("khadija", "abdelhak"):
        house.opens(key)
        house.inbox.goto(house.report())
        proposal = house.inbox.locator(".proposal", has=house.inbox.get_by_role("link", name=words))
        proposal.locator("form[action*='join'] button").click()
        expect(proposal).to_have_count(0)
    joined = "SELECT count(*) FROM intake_report WHERE joined_to_id = ?"
    house.copy.wait_for([(2,)], joined, int(first.rstrip("/").rsplit("/", 1)[1]))
    return first


def never_write_there(house: House) -> None:
    """They asked for silence: nothing was said by itself, nothing is said by hand."""
    house.opens("hicham")
    form = house.inbox.locator("form[action$='/mark']", has=house.inbox.locator("#id_reason"))
    house.inbox.locator("details", has=form).locator("summary").click()
    form.locator("input[value=never]").check(force=True)
    form.locator("#id_reason").fill("Téléphone lu par son mari")
    form.locator("button").last.click()
    expect(house.inbox.locator("#chosen header .state-locked")).to_have_count(1)
    expect(house.inbox.locator("#id_words")).to_have_count(0)
    house.copy.wait_for([("delivered",)] * 3, STATE)
    expect(house.screen("hicham").locator(".screen-cell")).to_have_count(0)


def on_a_desk(house: House, language: str) -> None:
    """A telephone refuses: whoever wrote the answer finds it on her day, says what was done instead."""
    house.telephone("khadija").locator("form[action$='/switch'] button").click()
    expect(house.outside.locator(".telephone-refuses")).to_have_count(1)
    house.opens("khadija")
    house.answers(LATE)
    house.copy.wait_for([("delivered",)] * 3 + [("failed",)], STATE)
    expect(house.screen("khadija")).not_to_contain_text(LATE)
    house.inbox.goto(f"{house.copy.url}/day/")
    expect(house.inbox.locator("main")).to_contain_text(UNSENT[language])
    house.inbox.goto(f"{house.copy.url}/inbox?tray=failed")
    rows = house.inbox.locator(".pane-list .rows a")
    expect(rows).to_have_count(1)
    rows.filter(has_text="Khadija").click()
    failed = house.inbox.locator(".talk-reply", has_text=LATE)
    expect(failed).to_contain_text("WhatsApp" if language == "fr" else "واتساب")
    has_no_fault(house.inbox)
    failed.locator("details summary").click()
    failed.locator("[name=reason]").fill(INSTEAD[language])
    failed.locator("form[action$='/let-go'] button").click()
    house.copy.wait_for([("delivered",)] * 3 + [("let_go",)], STATE)
    house.inbox.goto(f"{house.copy.url}/inbox?tray=failed")
    expect(rows).to_have_count(0)
