"""The pages of the roster: planned by the head, swapped by colleagues, told on day, bar, paper."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from jaras.governance import actions
from jaras.governance.models import Member, Swap, Turn, actor_of
from jaras.governance.rules.roster import Span
from jaras.kernel.actor import SYSTEM
from jaras.web.intake.paper.content import content

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def youssef(member: MakeMember) -> Member:
    return member("operator", name="Youssef Amrani")


@pytest.fixture
def head(member: MakeMember) -> Member:
    return member("head")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def today() -> date:
    return timezone.localtime().date()


def plan(who: Member, head: Member, begin: float, end: float, note: str = "") -> Turn:
    now = timezone.now()
    hours = [Span(now + begin * HOUR, now + end * HOUR)]
    return actions.plan_turns(member=who, hours=hours, note=note, by=actor_of(head), at=now)[0]


def test_the_head_plans_nights_with_one_form(head: Member, salma: Member, sign_in: SignIn) -> None:
    browser = sign_in(head)
    browser.cookies["jaras_language"] = "en"
    first, last = today() + timedelta(days=1), today() + timedelta(days=5)
    said = {"member": salma.pk, "change": "1", "first": first, "last": last, "note": "Maraude à 22:00"}
    answer = browser.post("/watches/roster/plan/", said | {"key": "once"})
    assert answer.status_code == 302
    browser.post("/watches/roster/plan/", said | {"key": "once"})
    assert Turn.objects.filter(member=salma).count() == 5, "sent twice, planned once"
    page = text(browser.get("/watches/roster/"))
    assert page.count("Maraude à 22:00") == 5
    assert "Nobody is planned" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"member": "0"},
        {"change": "7"},
        {"first": "hier"},
        {"last": "2031-01-01"},
        {"first": "2019-01-01", "last": "2019-01-02"},
        {"note": "n" * 400},
    ],
)
def test_a_refused_plan_keeps_what_was_typed(
    wrong: dict[str, str], head: Member, salma: Member, sign_in: SignIn
) -> None:
    day = (today() + timedelta(days=1)).isoformat()
    said = {"member": str(salma.pk), "change": "1", "first": day, "last": day, "note": "Maraude"} | wrong
    answer = sign_in(head).post("/watches/roster/plan/", said)
    assert answer.status_code == 400
    assert said["note"] in text(answer)
    assert not Turn.objects.exists()


def test_a_turn_is_changed_then_cancelled(
    head: Member, salma: Member, youssef: Member, sign_in: SignIn
) -> None:
    turn, browser = plan(salma, head, 20, 30), sign_in(head)
    address = f"/watches/roster/{turn.pk}/"
    begin = timezone.localtime(turn.starts_at) + HOUR
    said = {"member": youssef.pk, "starts_at": f"{begin:%Y-%m-%dT%H:%M}", "note": "", "version": turn.version}
    said["ends_at"] = f"{begin + 8 * HOUR:%Y-%m-%dT%H:%M}"
    assert browser.post(address, said).status_code == 302
    assert Turn.objects.get().member == youssef
    late = browser.post(address, said)
    assert late.status_code == 400, "somebody changed it meanwhile: told, not overwritten"
    assert browser.post(address, said | {"version": 2, "ends_at": said["starts_at"]}).status_code == 400
    assert browser.post(f"{address}cancel/").status_code == 302
    assert not Turn.objects.planned().exists()


def test_a_swap_from_one_page_to_the_other(
    head: Member, salma: Member, youssef: Member, sign_in: SignIn
) -> None:
    night, day = plan(salma, head, 20, 30), plan(youssef, head, 30, 40)
    browser = sign_in(salma)
    browser.cookies["jaras_language"] = "en"
    address = f"/watches/roster/{night.pk}/"
    assert f'value="{youssef.pk}-{day.pk}"' in text(browser.get(address))
    assert browser.post(f"{address}swap/", {"of": "0-0"}).status_code == 400
    asked = {"of": f"{youssef.pk}-{day.pk}", "note": "Médecin"}
    assert browser.post(f"{address}swap/", asked).status_code == 302
    assert "You asked" in text(browser.get("/watches/roster/"))
    swap = Swap.objects.get()
    other = sign_in(youssef)
    other.cookies["jaras_language"] = "en"
    assert "Salma Bennani asks you for a swap" in text(other.get("/day/"))
    assert other.post(f"/watches/swaps/{swap.pk}/sell/").status_code == 404
    assert other.post(f"/watches/swaps/{swap.pk}/accept/").status_code == 302
    assert Turn.objects.get(pk=night.pk).member == youssef


def test_my_day_says_when_my_watch_begins(head: Member, salma: Member, sign_in: SignIn) -> None:
    turn = plan(salma, head, 48, 58)
    browser = sign_in(salma)
    browser.cookies["jaras_language"] = "en"
    local = timezone.localtime(turn.starts_at)
    assert f"at {local:%H:%M}" in text(browser.get("/day/"))
    begun = plan(salma, head, -1, 5)
    page = text(browser.get("/day/"))
    assert f"Your watch began at {timezone.localtime(begun.starts_at):%H:%M}" in page
    browser.post("/watches/take/")
    assert "Your watch began" not in text(browser.get("/day/"))


def test_the_bar_says_who_comes_next(head: Member, salma: Member, youssef: Member, sign_in: SignIn) -> None:
    plan(salma, head, -1, 5)
    plan(youssef, head, 5, 15)
    browser = sign_in(salma)
    browser.cookies["jaras_language"] = "en"
    assert 'hx-trigger="load, every 60s"' in text(browser.get("/desk"))
    bar = text(browser.get("/watches/now/"))
    assert "planned: <bdi>Salma Bennani" in bar
    assert 'hx-trigger="every 60s"' in bar
    with CaptureQueriesContext(connection) as before:
        browser.get("/desk")
    actions.take_watch(by=actor_of(salma), at=timezone.now())
    with CaptureQueriesContext(connection) as after:
        page = text(browser.get("/desk"))
    assert "then <bdi>Youssef Amrani" in page
    assert len(after) == len(before), "who comes next is read with who holds it"


def test_handing_over_proposes_whoever_is_planned(
    head: Member, salma: Member, youssef: Member, sign_in: SignIn
) -> None:
    plan(salma, head, -1, 5)
    plan(youssef, head, 5, 15)
    watch = actions.take_watch(by=actor_of(salma), at=timezone.now())
    page = text(sign_in(salma).get(f"/watches/{watch.pk}/hand-over/"))
    chosen = page.split(f'value="{youssef.pk}"', 1)[1].split(">", 1)[0]
    assert "checked" in chosen


def test_the_paper_names_who_will_hold_it(head: Member, salma: Member, youssef: Member) -> None:
    now = timezone.now()
    with translation.override("fr"):
        bare = content(to=SYSTEM, at=now)["roster"]
        assert {row["when"] for row in bare["rows"]} == {""}
        turn = plan(youssef, head, 5, 15)
        said = content(to=SYSTEM, at=now)["roster"]
    assert [row["name"] for row in said["rows"]] == ["Youssef Amrani"]
    assert f"{timezone.localtime(turn.starts_at):%H:%M}" in said["rows"][0]["when"]
    assert said["title"] != bare["title"]


def test_the_roster_asks_a_fixed_number_of_questions(
    head: Member, salma: Member, youssef: Member, sign_in: SignIn
) -> None:
    browser = sign_in(head)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get("/watches/roster/").status_code == 200
        return len(found)

    plan(salma, head, 20, 30, note="x")
    browser.get("/watches/roster/")
    first = asked()
    for number in range(1, 9):
        plan(youssef if number % 2 else salma, head, 20 + number * 10, 30 + number * 10, note="y")
    browser.get("/watches/roster/")
    assert asked() == first


def test_a_bad_day_shows_today(head: Member, sign_in: SignIn) -> None:
    for day in ("x", "2026-13-45", "9999-12-31", "0001-01-01"):
        assert sign_in(head).get(f"/watches/roster/?from={day}").status_code == 200, day


def test_the_page_says_what_each_holds(head: Member, salma: Member, youssef: Member, sign_in: SignIn) -> None:
    browser = sign_in(head)
    browser.cookies["jaras_language"] = "en"
    assert "What each holds" not in text(browser.get("/watches/roster/"))
    monday = today() + timedelta(days=7 - today().weekday())  # the next one: no feast of any year is asserted
    for number, who in enumerate((salma, salma, youssef)):
        night = timezone.make_aware(datetime.combine(monday + timedelta(days=number), time(20)))
        hours = [Span(night, night + 12 * HOUR)]
        actions.plan_turns(member=who, hours=hours, by=actor_of(head), at=timezone.now())
    page = text(browser.get("/watches/roster/")).split('id="shares"', 1)[1]
    rows = [re.findall(r">(\d+)</td>", row)[:3] for row in page.split("<tr>")[2:]]
    assert rows == [["2", "2", "0"], ["1", "1", "0"]], "turns, nights, week-ends: Salma, then Youssef"


def test_the_team_has_a_page_of_its_own(head: Member, member: MakeMember, sign_in: SignIn) -> None:
    hassan, day = member("field", name="Hassan Ouali"), today() + timedelta(days=1)
    browser, his = sign_in(head), sign_in(hassan)
    form = {"member": hassan.pk, "change": "1", "first": day, "last": day, "note": "Deux duvets de plus"}
    assert browser.post("/watches/roster/plan/", form).status_code == 400, "he does not hold the watch"
    page = text(browser.post("/watches/roster/plan/?of=team", form, follow=True))
    assert "Deux duvets de plus" in page
    assert "Seul la nuit" in page
    turn = Turn.objects.get()
    assert turn.duty == "team"
    assert "Deux duvets de plus" not in text(his.get("/watches/roster/?of=nothing")), "the watch is shown"
    assert "L’équipe mobile" in text(his.get("/day/"))
    assert his.get(f"/watches/roster/{turn.pk}/").status_code == 200
    assert his.post("/watches/roster/plan/?of=team", form).status_code == 403
