"""The man of the bus station: from the night of the call to the day he comes back, in both languages."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import eve, life
from tests.journeys.board import Numbers, figures, moved
from tests.journeys.copies import Copy, served, working
from tests.journeys.morrow import MEDIATORS, NAIMA, NIGHTS, PARTNERS, SHELTER, TOWN_HALL, WORDS, Words
from tests.journeys.night import TONIGHT, Night, follow_up, respond, take_the_call
from tests.papers import says, words_of

HOME = "commune:05.311.01.07"
OF_ALL = {HOME: 1, "origin:town": 1, "month": 1}
OF_THE_CASE = OF_ALL | {"channel:WHATSAPP": 1, "stage:ACCUEIL": 1, "urgency:IMMEDIAT": 1}
BY_HELP = {"pole:MED": 2, "pole:ACC": 1, "pole:EDU": 1, "public:PAI": 2, "public:SAB": 2, "public:PAS": 2}
POLES = {"pole:MED": 1, "pole:ACC": 1}
# What the month shows more at the end than on the eve: rescue called, taken to hospital, sheltered, brought
# home; three nights; one call; one case, which began with an earlier message; one person.
MOVED = {
    "interventions": dict.fromkeys(OF_THE_CASE, 4) | BY_HELP,
    "nights": dict.fromkeys((*OF_THE_CASE, "pole:ACC", "public:PAS"), NIGHTS),
    "reports": OF_ALL | POLES | {"channel:TEL": 1, "urgency:IMMEDIAT": 1},
    "cases": OF_THE_CASE | POLES | {"public:PAI": 1, "public:SAB": 1},
    "persons": OF_ALL | POLES | {"channel:TEL": 1, "public:PAS": 1},
    "headlines": {"interventions": 4, "reports": 1, "cases": 1, "persons": 1, "nights": NIGHTS},
}


@pytest.fixture(params=["fr", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def copy(language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("life")) as running, working(running):
        running.run("-m", "tests.journeys.morrow", language)
        yield running


@pytest.fixture
def night(language: str, copy: Copy, open_window: Callable[..., Page]) -> Night:
    """Its windows, which still ask for news, close before the server does."""
    return Night(copy, language, open_window)


@pytest.fixture
def words(night: Night) -> Words:
    return WORDS[night.language]


def test_the_man_of_the_bus_station(night: Night, words: Words) -> None:
    copy, karim, salma = night.copy, night.member(eve.KARIM), night.member(eve.SALMA)
    before = figures(karim, copy.url)
    case = the_night(night, salma)
    naima = night.member(NAIMA)
    naima.goto(case)
    life.know_him(naima)
    naima.goto(case)
    life.diagnose(naima, words)
    needs = dict(copy.rows("SELECT service, id FROM care_need"))
    the_partners(night, naima, case, needs, words)
    copy.run("-c", life.SILENCE.format(need=needs[MEDIATORS]))
    life.agree_on_a_project(naima, case, words)
    life.want_more(naima, words)
    printed(night, naima, words)
    copy.wait_for([("expired",)], "SELECT state FROM care_referral WHERE need_id = ?", needs[MEDIATORS])
    naima.goto(f"{case}referrals/")
    expect(naima.locator(f"a[href$='/referrals/need/{needs[MEDIATORS]}/']")).to_be_visible()
    life.bring_him_home(naima, case, needs[MEDIATORS], words)
    life.ask_for_the_end(naima, case, words)
    naima.goto(case)
    expect(naima.locator("a[href$='/move/close/']")).to_have_count(0)
    life.approve(karim, case)
    life.come_back(salma, case, words)
    nothing_is_lost(night, salma, case, words)
    assert changed(before, figures(karim, copy.url)) == MOVED


def the_night(night: Night, salma: Page) -> str:
    """The call is joined to an earlier message, help is sent, a case opens: its address."""
    take_the_call(night, salma)
    ((event,),) = night.copy.rows(
        "SELECT joined_to_id FROM intake_report WHERE words = ?", TONIGHT[night.language]
    )
    salma.locator(f"#sheet a[href='/desk/{event}']").click()
    salma.wait_for_url(f"**/desk/{event}")
    salma.keyboard.press("p")
    expect(salma.locator("#sheet header")).to_contain_text(night.word("yours"))
    respond(night, salma)
    follow_up(night, salma)
    ((case,),) = night.copy.rows("SELECT id FROM cases_case")
    return f"{night.copy.url}/cases/{case}/"


def the_partners(night: Night, naima: Page, case: str, needs: dict[str, int], words: Words) -> None:
    """Three letters leave: the shelter takes him, the town hall cannot, the mediators stay silent."""
    for service, (names, _email) in PARTNERS.items():
        life.entrust(naima, case, service, needs[service], names[night.language])
    night.copy.wait_for(
        [(len(PARTNERS),)], "SELECT count(*) FROM care_referralletter WHERE mailed_at IS NOT NULL"
    )
    link = {service: life.link_in_the_letter(night.copy, email) for service, (_n, email) in PARTNERS.items()}
    shelter, town_hall = night.stranger(), night.stranger()
    life.read_the_request(shelter, link[SHELTER])
    life.shelter_him(shelter, words)
    life.read_the_request(town_hall, link[TOWN_HALL])
    life.decline(town_hall, words)
    naima.goto(f"{case}referrals/")
    for answer in (words.shelter_yes, words.shelter_done, words.town_hall_no, words.town_hall_reason):
        expect(naima.locator("main")).to_contain_text(answer)


def printed(night: Night, naima: Page, words: Words) -> None:
    """The sheet he takes along says what he said."""
    address = naima.locator(f"a[href$='/print/{night.language}/']").first.get_attribute("href")
    text = words_of(naima.request.get(f"{night.copy.url}{address}").body())
    for sentence in (words.own_words, words.goal, words.second_goal, words.step, words.promise):
        assert says(text, sentence), (sentence, text)


def nothing_is_lost(night: Night, window: Page, case: str, words: Words) -> None:
    """He is back: what was found, tried, agreed, ended is where it was."""

    def shows(room: str, *sentences: str) -> None:
        window.goto(f"{case}{room}")
        for sentence in sentences:
            expect(window.locator("main")).to_contain_text(sentence)

    names = [names[night.language] for names, _email in PARTNERS.values()]
    shows("", TONIGHT[night.language], words.reunited, words.ended, words.back, eve.KARIM, NAIMA)
    shows("diagnosis/", words.own_words)
    expect(window.locator("main table tbody tr")).to_have_count(3)
    shows("help/", words.shelter_done, words.reunited, "Béni Mellal")
    expect(window.locator("#helps > ul > li")).to_have_count(4)
    shows("referrals/", *names, words.shelter_yes, words.town_hall_no)
    shows("project/", words.goal, words.second_goal, words.cell_promise)
    window.locator("aside a[href*='/project/']:not([href*='compare']):not([href$='agreement/'])").click()
    expect(window.locator(".goal")).to_have_count(1)
    expect(window.locator(".signature img")).to_be_visible()


def changed(before: Numbers, after: Numbers) -> dict[str, dict[str, int]]:
    """Unit by unit; of whom a call speaks is a proposal until somebody says so, so it is not asked."""
    found: dict[str, dict[str, int]] = {}
    for (unit, name), number in moved(before, after).items():
        if not (unit == "reports" and name.startswith("public:")):
            found.setdefault(unit, {})[name] = number
    return found
