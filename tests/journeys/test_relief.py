"""The watch handed over line by line; a round counted in the street with a telephone: French and Arabic."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.copies import Copy, served, signed_in

BEGIN = """
import json, sys
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.governance.queries import current_watch
from jaras.rounds import actions as rounds
from tests import factories
at = timezone.now()
"""
EVE = """
roles = {"salma": "operator", "youssef": "operator", "hassan": "field", "meryem": "head"}
told = {}
for language in ("fr", "ar"):
    cast = {
        name: factories.member(role, name=name.title(), language=language) for name, role in roles.items()
    }
    factories.report(by=cast["salma"], at=at, words="Un homme dort devant la gare")
    chief = actor_of(cast["meryem"])
    made = rounds.plan_round(starts_at=at, way="foot", leader=cast["hassan"], by=chief, at=at)
    rounds.add_stop(round=made, place_text="Gare routière", by=chief, at=at)
    told[language] = {name: member.email for name, member in cast.items()} | {"round": made.pk}
open(sys.argv[1], "w").write(json.dumps(told))
"""
WATCH = """
salma, youssef = (Member.objects.get(email=email) for email in sys.argv[2:])
before = current_watch(at=at)
if before is not None:
    governance.end_watch(watch=before, note="", by=actor_of(before.holder), at=at)
watch = governance.take_watch(by=actor_of(salma), at=at)
open(sys.argv[1], "w").write(json.dumps({"watch": watch.pk, "youssef": youssef.pk}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("relief")) as running:
        yield running


def told(copy: Copy, code: str, *given: str) -> Any:
    """What a program inside the copy writes for the journey."""
    answer = copy.data / "told.json"
    copy.run("-c", BEGIN + code, str(answer), *given)
    return json.loads(answer.read_text())


@pytest.fixture(scope="module")
def eve(copy: Copy) -> dict[str, Any]:
    """Two operators, a field agent about to leave, the head, in each language."""
    found: dict[str, Any] = told(copy, EVE)
    return found


def has_no_fault(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_watch_is_handed_over_line_by_line(
    language: str, copy: Copy, eve: dict[str, Any], open_window: Callable[..., Page]
) -> None:
    cast, words = eve[language], f"Rappeler la pharmacie ({language})"
    row = told(copy, WATCH, cast["salma"], cast["youssef"])
    here = f"{copy.url}/watches/{row['watch']}/handover/"
    salma = signed_in(copy, open_window, language, cast["salma"])
    salma.goto(here)
    has_no_fault(salma)
    salma.locator("#promise [name=words]").fill(words)
    salma.locator("#promise form button").click()
    expect(salma.locator("#still-open li").filter(has_text=words).last).to_be_visible()
    salma.goto(f"{copy.url}/watches/{row['watch']}/hand-over/")
    salma.locator(f"label:has(input[name=to][value='{row['youssef']}'])").click()
    salma.locator("form:has([name=note]) [data-main]").click()
    salma.wait_for_url(lambda address: "hand-over" not in address)

    youssef = signed_in(copy, open_window, language, cast["youssef"])
    youssef.goto(here)
    has_no_fault(youssef)
    lines = youssef.locator("main ul.list > li")
    promise = lines.filter(has_text=words)
    promise.locator("summary").click()
    promise.locator("[name=words]").fill("Laquelle ?")
    promise.locator("button[value=asked]").click()
    expect(promise).to_contain_text("Laquelle ?")

    salma.goto(here)
    answered = salma.locator("main ul.list > li").filter(has_text="Laquelle ?")
    answered.locator("[name=words]").fill("Celle de la place")
    answered.locator("button[value=said]").click()
    expect(answered).to_contain_text("Celle de la place")

    youssef.goto(here)
    for line in (lines.filter(has_text=words), lines.filter(has_text="devant la gare").first):
        line.locator("form > button[value=acknowledged]").click()
        expect(line.locator("form > button[value=acknowledged]")).to_have_count(0)
    question = (
        "SELECT a.kind FROM handover_handoveranswer a JOIN handover_handoverline l ON l.id = a.line_id"
        " WHERE l.watch_id = ? ORDER BY a.id"
    )
    said = [("asked",), ("said",), ("acknowledged",), ("acknowledged",)]
    assert copy.rows(question, row["watch"]) == said


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_round_is_counted_by_presses_and_somebody_met_becomes_a_report(
    language: str, copy: Copy, eve: dict[str, Any], open_window: Callable[..., Page]
) -> None:
    cast = eve[language]
    phone = signed_in(copy, open_window, language, cast["hassan"])
    phone.set_viewport_size({"width": 390, "height": 800})
    phone.goto(f"{copy.url}/rounds/{cast['round']}/")
    phone.locator("header [data-main]").click()
    phone.locator(".card [data-main]").click()
    add, back = (
        phone.locator("button[value='met:man'][name=add]"),
        phone.locator("button[value='met:man'][name=back]"),
    )
    for number in (1, 2, 3):
        add.click()
        expect(add.locator(".figures")).to_have_text(str(number))
    back.click()
    expect(add.locator(".figures")).to_have_text("2")
    has_no_fault(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.locator("#report [name=words]").fill("Il tousse beaucoup, il veut un lit")
    phone.locator("#report form button").click()
    phone.wait_for_url("**/reports/*")
    phone.goto(f"{copy.url}/rounds/{cast['round']}/")
    phone.locator("#end [name=word]").fill("Calme")
    phone.locator("#end form button").click()
    expect(phone.locator("#end")).to_have_count(0)
    channel = "SELECT channel FROM intake_report WHERE taken_by_id IS NOT NULL ORDER BY id DESC LIMIT 1"
    assert copy.rows(channel) == [("MARAUDE",)]

    meryem = signed_in(copy, open_window, language, cast["meryem"])
    meryem.goto(f"{copy.url}/rounds/")
    has_no_fault(meryem)
    expect(meryem.locator("main")).to_contain_text("2")
