"""Who hangs the bell? One meeting, two telephones, a committee, the evening: French and Arabic."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys import council
from tests.journeys.copies import Copy, served, signed_in, working

QUESTION = {"fr": "Qui accroche la cloche ?", "ar": "من يعلّق الجرس؟"}
PHONE = {"width": 390, "height": 844}
MINUTES_WITHIN_S = 60
Cast = dict[str, Any]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("council")) as running, working(running):
        yield running


def told(copy: Copy, code: str, *given: str) -> Any:
    """What a program inside the copy writes for the journey."""
    answer = copy.data / "told.json"
    copy.run("-c", code, str(answer), *given)
    return json.loads(answer.read_text())


@pytest.fixture(scope="module")
def eve(copy: Copy) -> dict[str, Cast]:
    found: dict[str, Cast] = told(copy, council.EVE)
    return found


def has_no_fault(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


class Day:
    """The windows of one day in one language."""

    def __init__(self, copy: Copy, cast: Cast, language: str, open_window: Callable[..., Page]) -> None:
        self.copy, self.cast, self.language, self.open_window = copy, cast, language, open_window

    def window(self, name: str, *, phone: bool = False) -> Page:
        page = signed_in(self.copy, self.open_window, self.language, self.cast[name])
        if phone:
            page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        return page

    def goes(self, page: Page, path: str) -> None:
        page.goto(f"{self.copy.url}{path}")

    def count(self, question: str, *values: Any) -> int:
        return int(self.copy.rows(question, *values)[0][0])


def test_a_meeting_goes_on_without_network(copy: Copy, eve: dict[str, Cast], browser: Browser) -> None:
    """Five minutes of a clock turned on: notes, a decision, a bell wait on the device, then leave once."""
    context = browser.new_context(locale="fr-FR")
    wall = signed_in(copy, lambda _locale: context.new_page(), "fr", eve["fr"]["meryem"])
    wall.goto(f"{copy.url}/meetings/{eve['fr']['apart']}/room/")
    wall.clock.install()
    wall.locator("details.room-ring > summary").click()
    context.set_offline(True)
    wall.locator("#pen [name=notes]").fill("Le mazout manque depuis lundi")
    wall.locator("#pen [name=words]").fill("Deux matinées de plus")
    wall.locator("#pen form[action$='/decide/'] button").click()
    ring = wall.locator("details.room-ring form")
    for name, words in (("who", "moi"), ("what", "Appeler le fournisseur"), ("due_at", "demain")):
        ring.locator(f"[name={name}]").fill(words)
    ring.locator("[data-main]").click()
    wall.clock.fast_forward("05:00")
    expect(wall.locator("[data-net]")).to_be_visible()
    context.set_offline(False)
    wall.clock.fast_forward("00:10")
    meeting = eve["fr"]["apart"]
    copy.wait_for([(1,)], "SELECT count(*) FROM meetings_decision WHERE meeting_id = ?", meeting)
    copy.wait_for([(1,)], "SELECT count(*) FROM bells_bell WHERE of = 'meeting' AND row = ?", meeting)
    wall.clock.fast_forward("00:10")
    expect(wall.locator("[data-net]")).to_be_hidden()
    wall.reload()
    expect(wall.locator("#pen [name=notes]")).to_have_value("Le mazout manque depuis lundi")
    assert wall.evaluate("Object.keys(localStorage).filter(key => key.startsWith('jaras-room'))") == []
    context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_meeting_ends_with_bells_that_somebody_hung(
    language: str, copy: Copy, eve: dict[str, Cast], open_window: Callable[..., Page]
) -> None:
    day = Day(copy, eve[language], language, open_window)
    the_night_is_acknowledged(day)
    wall = day.window("meryem")
    the_bell_opens(day, wall)
    phone = two_telephones_are_there(day, wall)
    three_bells_are_hung(day, wall)
    one_partner_accepts_one_declines(day)
    the_committee_sits(day)
    the_minutes_are_in_everybodys_hands(day, wall, phone)
    the_evening_shows_what_was_kept(day, wall, phone)


def the_night_is_acknowledged(day: Day) -> None:
    row = told(day.copy, council.WATCH, day.cast["salma"], day.cast["youssef"])
    youssef = day.window("youssef")
    day.goes(youssef, f"/watches/{row['watch']}/handover/")
    lines = youssef.locator("main ul.list > li form > button[value=acknowledged]")
    expect(lines.first).to_be_visible()
    while lines.count():
        left = lines.count()
        lines.first.click()
        expect(lines).to_have_count(left - 1)
    youssef.context.close()


def the_bell_opens(day: Day, wall: Page) -> None:
    """The question first, then the promise of last week, which was not kept."""
    day.goes(wall, f"/meetings/{day.cast['now']}/")
    wall.locator(f"form[action$='/{day.cast['now']}/move/open/'] button").click()
    wall.wait_for_url(lambda address: "/room/" in address)
    expect(wall.locator(".room-question")).to_contain_text(QUESTION[day.language])
    expect(wall.locator(".room-bell")).to_contain_text(f"Rendre les couvertures ({day.language})")
    has_no_fault(wall)
    wall.locator("#pen [name=learnt]").fill("Le camion était en panne")
    wall.locator("#pen button[value=not_kept]").click()
    expect(wall.locator(".room-heard")).to_contain_text(f"Rendre les couvertures ({day.language})")


def two_telephones_are_there(day: Day, wall: Page) -> Page:
    code = wall.locator(".room-code b").inner_text()
    for name in ("salma", "youssef"):
        phone = day.window(name, phone=True)
        day.goes(phone, "/here/")
        phone.locator("[name=code]").fill(code)
        phone.locator("form:has([name=code]) [data-main]").click()
        phone.wait_for_url(lambda address: "/room/" in address)
        expect(phone.locator(".room-question")).to_contain_text(QUESTION[day.language])
    expect(wall.locator(".room-people")).to_contain_text("Salma")
    has_no_fault(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return phone


def three_bells_are_hung(day: Day, wall: Page) -> None:
    """By keyboard alone, each with its six answers."""
    amal, tissage = day.cast["partners"]
    tomorrow = "demain" if day.language == "fr" else "غدا"
    for who, what, helper in (
        ("Salma", "Appeler la mère de Lina", amal),
        ("Youssef", "Ouvrir l’atelier de tissage", tissage),
        ("Meryem", "Écrire au pacha", f"Salma {day.language}"),
    ):
        ring = wall.locator("details.room-ring")
        if ring.get_attribute("open") is None:
            wall.locator("body").press("b") if not typing(wall) else ring.locator("summary").click()
        first = ring.locator("[data-sentence] input[type=text]").first
        first.focus()
        for words in (
            f"{who} {day.language}",
            what,
            tomorrow,
            "Gare routière",
            "Par téléphone, deux fois",
            helper,
        ):
            wall.keyboard.insert_text(words)
            wall.keyboard.press("Enter")
        hung = day.count("SELECT count(*) FROM bells_bell WHERE of = 'meeting' AND row = ?", day.cast["now"])
        wall.keyboard.press("Control+Enter")
        day.copy.wait_for(
            [(hung + 1,)], "SELECT count(*) FROM bells_bell WHERE of = 'meeting' AND row = ?", day.cast["now"]
        )
        expect(first).to_have_value("")


def typing(page: Page) -> bool:
    return bool(page.evaluate("document.activeElement.matches('input, textarea')"))


def one_partner_accepts_one_declines(day: Day) -> None:
    links = told(day.copy, council.LINKS, *day.cast["partners"])
    amal, tissage = (links[name] for name in day.cast["partners"])
    left = "SELECT count(*) FROM bells_bellletter JOIN bells_bellhelp ON bells_bellhelp.id = help_id"
    left += " JOIN bells_bell ON bells_bell.id = bells_bellletter.bell_id WHERE left_at IS NOT NULL"
    day.copy.wait_for([(2,)], f"{left} AND of = 'meeting' AND row = ?", day.cast["now"])
    for link, says in ((amal, "accept"), (tissage, "decline")):
        outside = day.open_window("fr-FR" if day.language == "fr" else "ar-MA")
        outside.set_viewport_size({"width": 320, "height": 640})
        outside.goto(f"{day.copy.url}/b/{link}?lang={day.language}")
        outside.locator("button[type=submit], form button").last.click()
        form = outside.locator(f"form:has(input[name=do][value={says}])")
        if says == "decline":
            outside.locator("main details > summary").first.click()
            form.locator("[name=reason]").fill("Pas de fil ce mois-ci")
        form.locator("[name=signed]").fill("Fatima")
        has_no_fault(outside)
        form.locator("button").click()
        expect(outside.locator("[role=status]")).to_be_visible()
        outside.context.close()
    states = "SELECT state FROM bells_bellhelp WHERE organisation_id IS NOT NULL ORDER BY id DESC LIMIT 2"
    day.copy.wait_for([("declined",), ("accepted",)], states)


def the_committee_sits(day: Day) -> None:
    """Four of nine on one sealed case: they read its item, nothing else, until it is over."""
    naima, case = day.window("naima"), day.cast["case"]
    day.goes(naima, f"/cases/{case}/committee/{day.cast['committee']}/")
    naima.locator("[name=summary]").fill("Une mère menacée, mise à l’abri cette nuit avec deux enfants.")
    naima.locator("[name=question]").fill("Qui l’accompagne pour la plainte ?")
    for box in naima.locator("input[name=seats]").all():
        box.set_checked(int(box.get_attribute("value") or 0) in day.cast["seats"], force=True)
    has_no_fault(naima)
    naima.locator("form:has([name=summary]) [data-main]").click()
    naima.wait_for_url(lambda address: "/committees/items/" in address)
    room = naima.url.removeprefix(day.copy.url)
    names = ("mounir", "khadija", "jamal", "nadia")
    members = {name: day.window(name) for name in names}
    for page in members.values():
        day.goes(page, room)
        page.locator("form[action$='/there/'] button").first.click()
        expect(page.locator("main")).to_contain_text("Une mère menacée")
    nothing_else(day, members["mounir"], case)
    stranger = day.window("souad")
    assert answers(stranger, day, room) == 404, "a seat that is not invited"
    day.goes(naima, room)
    naima.locator("form[action$='/session/open/'] button").click()
    naima.locator("details:has(form[action$='/ask/']) > summary").click()
    naima.locator("form[action$='/ask/'] [name=question]").fill("Recevoir la plainte demain")
    naima.locator("form[action$='/ask/'] [data-main]").click()
    for page in members.values():
        day.goes(page, room)
        page.locator("form[action$='/vote/'] button[name=choice]").first.click()
        expect(page.locator("form[action$='/vote/']")).to_have_count(0)
    has_no_fault(members["nadia"])
    khadija = members["khadija"]
    promise = khadija.locator("form[action$='/undertakings/']")
    promise.locator("[name=what]").fill("Accompagner la mère au tribunal")
    promise.locator("[data-main]").click()
    expect(khadija.locator("main")).to_contain_text("Accompagner la mère au tribunal")
    day.goes(naima, room)
    naima.locator("form[action$='/close/'] button").first.click()
    naima.locator("details:has(form[action$='/decision/']) > summary").click()
    naima.locator("form[action$='/decision/'] [name=words]").fill("La plainte est reçue demain.")
    naima.locator("form[action$='/decision/'] [data-main]").click()
    naima.locator("form[action$='/session/close/'] button").click()
    expect(naima.locator("a[href$='/sheet/fr/']")).to_be_visible()
    for page in members.values():
        assert answers(page, day, room) == 404, "after the session access ends"
    day.goes(khadija, "/bells/")
    expect(khadija.locator("main")).to_contain_text("Accompagner la mère au tribunal")
    for page in (naima, stranger, *members.values()):
        page.context.close()


def nothing_else(day: Day, page: Page, case: int) -> None:
    assert answers(page, day, f"/cases/{case}/") == 404
    for path in ("/meetings/", "/bells/", "/cases/"):
        day.goes(page, path)
        expect(page.locator("main")).not_to_contain_text("Une mère menacée")
    assert answers(page, day, f"/meetings/{day.cast['now']}/") == 404


def answers(page: Page, day: Day, path: str) -> int:
    return page.request.get(f"{day.copy.url}{path}").status


def the_minutes_are_in_everybodys_hands(day: Day, wall: Page, phone: Page) -> None:
    """Within a minute of closing, in both languages; what the committee spoke of is not in them."""
    now = day.cast["now"]
    while next_item(wall).count():
        title = wall.locator(".room-agenda [aria-current]").inner_text()
        next_item(wall).click()
        expect(wall.locator(".room-agenda [aria-current]")).not_to_have_text(title)
    expect(wall.locator(".room-hung")).to_have_count(3)
    has_no_fault(wall)
    for name, words in (("done", "Trois cloches"), ("learnt", "Prévoir le camion"), ("ahead", "Lina")):
        wall.locator(f"#pen [name={name}]").fill(words)
    begun = time.monotonic()
    wall.locator("form[action$='/room/close/'] [data-main]").click()
    made = "SELECT language FROM meetings_minutes WHERE meeting_id = ? ORDER BY language"
    day.copy.wait_for([("ar",), ("fr",)], made, now)
    took = time.monotonic() - begun
    assert took < MINUTES_WITHIN_S, f"the minutes took {took:.0f} s"
    for language in ("fr", "ar"):
        got = phone.request.get(f"{day.copy.url}/meetings/{now}/minutes/{language}.pdf")
        assert (got.status, got.headers["content-type"]) == (200, "application/pdf")
        assert got.body().startswith(b"%PDF")
    letters = "SELECT count(*) FROM kernel_dispatch"
    assert day.count(letters) > 0


def next_item(wall: Page) -> Locator:
    return wall.locator(".room-moves form[action$='/take/'] button")


def the_evening_shows_what_was_kept(day: Day, wall: Page, phone: Page) -> None:
    """Youssef did what he promised in the morning; the evening reads it out."""
    bell = day.copy.rows(
        "SELECT bells_bell.id FROM bells_bell JOIN governance_member ON governance_member.id = who_id"
        " WHERE of = 'meeting' AND row = ? AND email = ?",
        day.cast["now"],
        day.cast["youssef"],
    )[0][0]
    day.goes(phone, f"/bells/{bell}/")
    phone.locator(f"form[action$='/bells/{bell}/do/accept/'] button").first.click()
    finish = phone.locator(f"form[action$='/bells/{bell}/do/finish/']")
    if not finish.locator("[name=evidence]").is_visible():
        phone.locator("details:has(form[action$='/do/finish/']) > summary").click()
    finish.locator("[name=evidence]").fill("L’atelier a ouvert à dix heures")
    finish.locator("[data-main], button").last.click()
    day.copy.wait_for([("done",)], "SELECT state FROM bells_bell WHERE id = ?", bell)
    evening = day.cast["evening"]
    day.goes(wall, f"/meetings/{evening}/")
    wall.locator(f"form[action$='/{evening}/move/open/'] button").click()
    wall.wait_for_url(lambda address: "/room/" in address)
    expect(wall.locator(".room-question")).to_contain_text(QUESTION[day.language])
    readings = wall.locator("#pen form[action*='/readings/']")
    while readings.count():
        asked = readings.first.get_attribute("action")
        kept = "tissage" in wall.locator(".room-bell .room-what").inner_text()
        wall.locator("#pen [name=learnt]").fill("Lu au débriefing")
        wall.locator(f"#pen button[value={'kept' if kept else 'unsaid'}]").click()
        expect(wall.locator(f"#pen form[action='{asked}']")).to_have_count(0)
    expect(wall.locator(".room-heard")).to_contain_text("Ouvrir l’atelier de tissage")
