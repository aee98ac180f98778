"""A watch that never sleeps, partners who answer or do not, each seeing its part alone: French and Arabic."""

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
import time_machine
from django.utils import timezone
from jaras.alerts import jobs
from jaras.alerts.models import Notice
from jaras.care import actions as care, queries
from jaras.care.jobs import follow_referrals
from jaras.care.models import Need, Referral
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel.actor import SYSTEM
from tests import factories
at = timezone.now()

def follow(minutes):
    with time_machine.travel(at + timedelta(minutes=minutes), tick=False):
        jobs.follow()
    for notice in Notice.objects.filter(channel="mail", state="waiting"):
        jobs.mail_notice(notice.pk)
"""
EVE = """
salma, youssef = factories.member("operator", name="Salma"), factories.member("operator", name="Youssef")
meryem = factories.member("head", name="Meryem")
watch = governance.take_watch(by=actor_of(salma), at=at)
governance.name_deputy(watch=watch, deputy=youssef, by=actor_of(salma), at=at)
told = {"youssef": youssef.email, "meryem": meryem.email}
code = {"fr": "ACC-HEB", "ar": "ACC-FEM"}
for language in code:
    shelters = [factories.organisation(name_fr=name, email=f"{name.lower()}@example.org", kind="shelter")
                for name in ("Dar", "Foyer", "Silat")]
    services = [factories.service(each, code=code[language]) for each in shelters]
    agent = factories.member("partner", organisation=shelters[2], language=language)
    for story in ("silent", "parts"):
        member = factories.member("referent", language=language)
        case = factories.case(by=member, at=at, persons=[factories.person(given_name="Lahcen", sex="f")])
        need = factories.need(case, by=member, at=at, service=code[language])
        told[f"{story}-{language}"] = {
            "member": member.email, "agent": agent.email, "case": case.pk, "need": need.pk,
            "services": [each.pk for each in services]}
open(sys.argv[1], "w").write(json.dumps(told))
"""
REPORT = """
words = "Un enfant ne respire plus, il est inconscient devant la gare"
intake.receive(channel="WEB", external_id=sys.argv[1], words=words, at=at - timedelta(minutes=6))
follow(0)
follow(6)
"""
SENT = """
rows = Referral.objects.filter(need=int(sys.argv[2])).order_by("service_id")
open(sys.argv[1], "w").write(json.dumps([[row.pk, queries.token_of(row)] for row in rows]))
"""
LATER = """
with time_machine.travel(at + timedelta(days=6), tick=False):
    follow_referrals()
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("vigilance")) as running:
        yield running


def told(copy: Copy, code: str, *given: str) -> Any:
    """What a program inside the copy writes for the journey."""
    answer = copy.data / "told.json"
    copy.run("-c", BEGIN + code, str(answer), *given)
    return json.loads(answer.read_text())


@pytest.fixture(scope="module")
def eve(copy: Copy) -> dict[str, Any]:
    """The watch, the needs of each story in each language."""
    found: dict[str, Any] = told(copy, EVE)
    return found


def has_no_fault(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


RINGING = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/alerts/");
  const found = await registration.getNotifications();
  return found.map((each) => [each.title, each.body, each.dir, each.data]);
}"""


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_device_rings_while_no_page_is_open_and_says_when_it_cannot_be_called(
    language: str, copy: Copy, eve: dict[str, Any], open_window: Callable[..., Page]
) -> None:
    window = signed_in(copy, open_window, language, eve["youssef"])
    window.context.grant_permissions(["notifications"])
    window.goto(f"{copy.url}/alerts/")
    form = window.locator("#ring-here")
    expect(form).to_be_visible()
    expect(window.locator("#ring-here-told")).to_be_hidden()
    has_no_fault(window)
    # Without a network the push service of the browser cannot be reached: it says so, nothing else is lost.
    form.locator("button").click()
    failed = form.get_attribute("data-failed")
    expect(window.locator("#ring-here-told")).to_have_text(failed or "nothing")
    heard = window.context.new_cdp_session(window)
    workers: list[dict[str, Any]] = []
    heard.on("ServiceWorker.workerRegistrationUpdated", lambda said: workers.extend(said["registrations"]))
    heard.send("ServiceWorker.enable")
    window.wait_for_timeout(300)
    (worker,) = {each["registrationId"] for each in workers if each["scopeURL"].endswith("/alerts/")}
    message = {"title": "Life in danger", "body": "02:10", "tag": "alert-1", "dir": "rtl", "url": "/alerts/"}
    to = {"origin": copy.url, "registrationId": worker, "data": json.dumps(message)}
    heard.send("ServiceWorker.deliverPushMessage", to)
    window.wait_for_function(f"async () => (await ({RINGING})()).length === 1")
    assert window.evaluate(RINGING) == [["Life in danger", "02:10", "rtl", "/alerts/"]]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_nobody_answers_an_immediate_report_the_deputy_then_the_head_are_told(
    language: str, copy: Copy, eve: dict[str, Any], open_window: Callable[..., Page]
) -> None:
    copy.run("-c", BEGIN + REPORT, language)
    deputy = signed_in(copy, open_window, language, eve["youssef"])
    deputy.goto(f"{copy.url}/day/")
    bell = deputy.locator("#ringing a")
    expect(bell).to_be_visible()
    bell.click()
    line = deputy.locator("#overdue-unclaimed li:has(form)").last
    expect(line.locator("ol.told li")).to_have_count(2)
    expect(line.locator("ol.told li").first).to_contain_text("Salma")
    expect(line.locator("ol.told li").first.locator(".state-done")).to_have_count(1)  # the letter came
    expect(line.locator("ol.told li").last.locator(".state-done")).to_have_count(2)  # it is on this screen
    has_no_fault(deputy)

    copy.run("-c", BEGIN + "follow(12)")
    head = signed_in(copy, open_window, language, eve["meryem"])
    head.goto(f"{copy.url}/alerts/")
    line = head.locator("#overdue-unclaimed li:has(form)").last
    expect(line.locator("ol.told li")).to_have_count(3)
    expect(line.locator("ol.told li").last).to_contain_text("Meryem")
    expect(line.locator("ol.told li").nth(1).locator(".state-done")).to_have_count(2)
    has_no_fault(head)
    line.locator("form[action$='/take/'] button").click()
    line = head.locator("#overdue-unclaimed .list > li").last
    expect(line.locator(".state-current")).to_contain_text("Meryem")
    line.locator("a[href*='/reports/']").first.click()
    expect(head.locator("main")).to_contain_text("respire")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_three_are_asked_one_declines_the_others_are_silent_the_need_is_open_again(
    language: str, copy: Copy, eve: dict[str, Any], open_window: Callable[..., Page]
) -> None:
    life = eve[f"silent-{language}"]
    cell = signed_in(copy, open_window, language, life["member"])
    cell.goto(f"{copy.url}/cases/{life['case']}/referrals/need/{life['need']}/")
    for service in life["services"]:
        cell.locator(f"input[name=service][value='{service}']").check()
    has_no_fault(cell)
    cell.locator("form:has(input[name=service]) button").last.click()
    cell.locator("input[name=basis][value='consent:spoken']").check(force=True)
    has_no_fault(cell)
    cell.locator("form:has([name=message]) button[data-main], form:has([name=message]) button").first.click()
    cell.wait_for_url(f"**/cases/{life['case']}/referrals/")
    expect(cell.locator("[id^=referral-]")).to_have_count(3)
    (_one, declines), _silent, (_three, reads) = told(copy, SENT, str(life["need"]))

    partner = open_window("fr-FR" if language == "fr" else "ar-MA")
    partner.goto(f"{copy.url}/p/{declines}?lang={language}")
    partner.locator("main form button").first.click()  # reads the request
    partner.locator("details:has(#decline_words) summary").click()
    partner.locator("input[name=reason][value=no_place]").check()
    partner.locator("form:has(#decline_words) button").click()
    expect(partner.locator("main")).not_to_contain_text("Lahcen")
    cell.reload()
    assert state(copy, life) == "in_hand"

    partner.goto(f"{copy.url}/p/{reads}?lang={language}")
    partner.locator("main form button").first.click()
    expect(partner.locator("main")).to_contain_text("Lahcen")
    copy.run("-c", BEGIN + LATER)  # the second never answers, nor does the third in time
    assert state(copy, life) == "open"
    cell.reload()
    expect(cell.locator(f"a[href='/cases/{life['case']}/referrals/need/{life['need']}/']")).to_be_visible()
    expect(cell.locator("[id^=referral-] form, [id^=referral-] .state-waiting")).to_have_count(0)
    has_no_fault(cell)
    cell.goto(f"{copy.url}/day/")
    expect(cell.locator("main")).to_contain_text("Lahcen")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_partner_opens_only_its_part(
    language: str, copy: Copy, eve: dict[str, Any], open_window: Callable[..., Page]
) -> None:
    life = eve[f"parts-{language}"]
    cell = signed_in(copy, open_window, language, life["member"])
    both = "&".join(f"service={pk}" for pk in life["services"][1:])
    cell.goto(f"{copy.url}/cases/{life['case']}/referrals/need/{life['need']}/?{both}")
    for pk, part in zip(life["services"][1:], ("Deux nuits", "Les repas"), strict=True):
        cell.locator(f"[name=part_{pk}]").fill(part)
    cell.locator("input[name=basis][value='consent:spoken']").check(force=True)
    cell.locator("form:has([name=message]) button[data-main], form:has([name=message]) button").first.click()
    cell.wait_for_url(f"**/cases/{life['case']}/referrals/")
    (other, token), (mine, _mine) = told(copy, SENT, str(life["need"]))

    agent = signed_in(copy, open_window, language, life["agent"])
    agent.goto(f"{copy.url}/referrals/{mine}/")
    expect(agent.locator("main")).to_contain_text("Les repas")
    expect(agent.locator("main")).not_to_contain_text("Deux nuits")
    has_no_fault(agent)
    for address in (f"/referrals/{other}/", f"/referrals/{mine + 1000}/", f"/cases/{life['case']}/"):
        answer = agent.goto(f"{copy.url}{address}")
        assert answer is not None
        assert answer.status in (403, 404)
        expect(agent.locator("body")).not_to_contain_text("Deux nuits")
    answer = agent.goto(f"{copy.url}/referrals/{other}/")
    assert answer is not None
    assert answer.status == 404
    stranger = open_window("fr-FR")
    answer = stranger.goto(f"{copy.url}/p/{token[:-2]}")
    assert answer is not None
    assert answer.status == 404


def state(copy: Copy, life: dict[str, Any]) -> str:
    ((found,),) = copy.rows("SELECT state FROM care_need WHERE id = ?", life["need"])
    return str(found)
