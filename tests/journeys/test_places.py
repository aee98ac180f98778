"""One bed, two operators: held, refused politely, the next best, the door, the end: French and Arabic."""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.journeys.copies import Copy, served, signed_in

EVE = """
import json, sys
import django; django.setup()
from django.utils import timezone
from jaras.care import actions as care
from jaras.governance.models import actor_of
from jaras.kernel.actor import SYSTEM
from jaras.partners import queries
from tests import factories
at = timezone.now()
told = {}
for language in ("fr", "ar"):
    near = factories.commune()
    houses = [factories.site(factories.organisation(kind="shelter"), commune=commune)
              for commune in (near, None)]
    code = {"fr": "ACC-HEB", "ar": "ACC-FEM"}[language]
    for house, bed in zip(houses, ("Lit 1", "Lit A")):
        factories.units(bed, where=house, gives=factories.service(house.organisation, code=code))
    needs, emails = [], []
    for name in ("Lahcen", "Brahim"):
        member = factories.member("referent", language=language)
        person = factories.person(given_name=name)
        case = factories.case(by=member, at=at, persons=[person], commune=near)
        needs.append(care.add_need(case=case, service=code, person=person, by=actor_of(member), at=at))
        emails.append(member.email)
    told[language] = {
        "emails": emails,
        "cases": [need.case_id for need in needs],
        "needs": [need.pk for need in needs],
        "door": queries.token_of(houses[0]),
    }
open(sys.argv[1], "w").write(json.dumps(told))
"""
PHONE: ViewportSize = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("places")) as running:
        running.run("-c", EVE, str(running.data / "told.json"))
        yield running


def has_no_fault(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_one_bed_two_operators_then_the_door_then_the_end(
    language: str, copy: Copy, open_window: Callable[..., Page]
) -> None:
    told = json.loads((copy.data / "told.json").read_text())[language]
    (first, second), (salma, youssef) = (
        zip(told["cases"], told["needs"], strict=True),
        (signed_in(copy, open_window, language, email) for email in told["emails"]),
    )
    for page, (case, need) in ((salma, first), (youssef, second)):
        page.goto(f"{copy.url}/cases/{case}/places/need/{need}/")
        expect(page.locator("main")).to_contain_text("Lit 1")
    has_no_fault(salma)

    hold(salma, "Lit 1")
    salma.wait_for_url(f"**/cases/{first[0]}/places/")
    code = salma.locator("b.code").inner_text()
    has_no_fault(salma)

    hold(youssef, "Lit 1")  # his page is a moment old: he is told, the next best stands there
    expect(youssef.locator(".toasts, [role=status]").filter(has_text="Lit 1").first).to_be_visible()
    expect(youssef.locator("main")).not_to_contain_text("Lit 1")
    has_no_fault(youssef)
    hold(youssef, "Lit A")
    youssef.wait_for_url(f"**/cases/{second[0]}/places/")

    door = open_window("fr-FR" if language == "fr" else "ar-MA")
    door.set_viewport_size(PHONE)
    door.goto(f"{copy.url}/d/{told['door']}?lang={language}")
    expect(door.locator("main")).to_contain_text(code)
    expect(door.locator("main")).not_to_contain_text("Lahcen")
    has_no_fault(door)
    tap(door, "arrive")
    assert state_of(copy, first[1]) == ("occupied", "in_hand")
    tap(door, "leave")
    assert state_of(copy, first[1]) == ("ended", "met")
    assert state_of(copy, second[1]) == ("held", "in_hand")
    assert copy.rows("SELECT count(*) FROM care_intervention WHERE need_id = ?", first[1]) == [(1,)]

    salma.goto(f"{copy.url}/cases/{first[0]}/places/")
    expect(salma.locator("b.code")).to_have_count(0)
    has_no_fault(salma)


def hold(page: Page, bed: str) -> None:
    page.locator(f"li:has-text('{bed}') form:has(input[name=unit]) button").first.click()


def tap(door: Page, what: str) -> None:
    """Two taps: the place, then what happened."""
    line = door.locator(f"details:has(input[value={what}])")
    line.locator("summary").click()
    line.locator(f"form:has(input[value={what}]) button").click()
    expect(door.locator("[role=status]").first).to_be_visible()


def state_of(copy: Copy, need: int) -> tuple[str, str]:
    """Of the place that was taken for a need, of the need."""
    ((place, state),) = copy.rows(
        "SELECT occupancy.state, need.state FROM care_stay stay "
        "JOIN partners_occupancy occupancy ON occupancy.id = stay.occupancy_id "
        "JOIN care_need need ON need.id = stay.need_id WHERE need.id = ?",
        need,
    )
    return str(place), str(state)
