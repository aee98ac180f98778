"""The pages of rounds: planned, counted in the street, told by month."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from jaras.governance.models import Member, actor_of
from jaras.intake.models import Report
from jaras.rounds import actions
from jaras.rounds.models import Round, RoundStop, RoundTally
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
EVENING = datetime(2026, 11, 30, 21, 30, tzinfo=ZoneInfo("Africa/Casablanca"))


@pytest.fixture
def hassan(member: MakeMember) -> Member:
    factories.province()
    return member("field", name="Hassan Ouali")


def a_round(leader: Member, *, stops: int = 1, starts_at: datetime = EVENING) -> Round:
    me = actor_of(leader)
    made = actions.plan_round(starts_at=starts_at, way="foot", leader=leader, by=me, at=starts_at)
    for number in range(stops):
        actions.add_stop(round=made, place_text=f"Pont {number}", by=me, at=starts_at)
    return actions.start(round=made, by=me, at=starts_at)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_round_goes_from_plan_to_end(hassan: Member, sign_in: SignIn) -> None:
    browser = sign_in(hassan)
    assert 'value="foot"' in text(browser.get("/rounds/new/"))
    refused = browser.post("/rounds/new/", {"starts_at": "2026-11-30T21:30", "way": "foot"})
    assert refused.status_code == 400
    assert 'value="2026-11-30T21:30"' in text(refused)
    said = {"starts_at": "2026-11-30T21:30", "way": "foot", "leader": str(hassan.pk)}
    assert browser.post("/rounds/new/", said).status_code == 302
    page = f"/rounds/{Round.objects.get().pk}/"
    assert browser.post(f"{page}stops/", {"hour": "23:00"}).status_code == 400
    assert browser.post(f"{page}stops/", {"place_text": "Sous le pont", "hour": "01:00"}).status_code == 302
    stop = RoundStop.objects.get()
    assert timezone.localtime(stop.planned_at).day == 1
    assert "L’équipe part" in text(browser.get(page))
    assert f'href="{page}"' in text(browser.get("/day/"))
    browser.post(f"{page}move/start/")
    assert "Prochaine étape" in text(browser.get(page))
    assert (
        browser.post(f"/rounds/stops/{stop.pk}/reached/").headers["Location"] == f"/rounds/stops/{stop.pk}/"
    )
    assert browser.post(f"{page}move/end/", {"word": "x" * 1001}).status_code == 400
    browser.post(f"{page}move/end/", {"word": "Retour à 3 h."})
    assert "Retour à 3 h." in text(browser.get(page))
    assert browser.post(f"{page}move/start/").status_code == 302, "it says so, changes nothing"
    assert browser.post(f"{page}move/fly/").status_code == 404
    assert "Sous le pont" in text(browser.get(f"{page}sheet/"))


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_one_press_counts_with_script_and_without(hassan: Member, sign_in: SignIn, language: str) -> None:
    a_round(hassan)
    stop, browser = RoundStop.objects.get(), sign_in(hassan)
    browser.cookies["jaras_language"] = language
    assert 'name="add" value="met:man"' in text(browser.get(f"/rounds/stops/{stop.pk}/"))
    address = f"/rounds/stops/{stop.pk}/count/"
    assert browser.post(address, {"add": "met:man", "token": "a"}).status_code == 302
    swapped = text(browser.post(address, {"add": "met:man", "token": "b"}, headers={"HX-Request": "true"}))
    assert swapped.lstrip().startswith("<form")
    assert '<b class="figures push">2</b>' in swapped
    browser.post(address, {"back": "met:man", "token": "c"})
    assert [row.number for row in RoundTally.objects.all()] == [1, 1, -1]
    wrong = text(browser.post(address, {"add": "met:soldier"}, headers={"HX-Request": "true"}))
    assert 'class="error"' in wrong


def test_somebody_met_is_reported_by_one_press(hassan: Member, sign_in: SignIn) -> None:
    a_round(hassan)
    stop, browser = RoundStop.objects.get(), sign_in(hassan)
    answer = browser.post(f"/rounds/stops/{stop.pk}/report/", {"token": "t"})
    report = Report.objects.get()
    assert answer.headers["Location"] == f"/reports/{report.pk}"
    assert f'href="/reports/{report.pk}"' in text(browser.get(f"/rounds/{stop.round_id}/"))
    long = browser.post(f"/rounds/stops/{stop.pk}/report/", {"words": "x" * 100_000})
    assert long.status_code == 400


def test_the_month_tells_the_night_on_its_evening(
    hassan: Member, member: MakeMember, sign_in: SignIn
) -> None:
    a_round(hassan)
    stop = RoundStop.objects.select_related("round").get()
    after_midnight = EVENING + timedelta(hours=4)
    actions.count(stop=stop, kind="met", code="man", token="t", by=actor_of(hassan), at=after_midnight)
    browser = sign_in(member("pole_lead", pole="MED"))
    november = text(browser.get("/rounds/?month=2026-11"))
    assert "lundi 30 novembre 2026" in november
    assert "personne rencontrée" in november
    assert "Préparer une tournée" not in november, "a pole lead looks"
    assert "Aucune tournée ce mois-ci" in text(browser.get("/rounds/?month=2026-12"))
    assert browser.get("/rounds/?month=rubbish").status_code == 200
    assert browser.get(f"/rounds/stops/{stop.pk}/").status_code == 403


def test_others_find_nothing(hassan: Member, member: MakeMember, sign_in: SignIn) -> None:
    found = a_round(hassan)
    browser = sign_in(member("field"))
    assert browser.get(f"/rounds/{found.pk}/").status_code == 404
    assert browser.post(f"/rounds/stops/{RoundStop.objects.get().pk}/count/").status_code == 404
    assert sign_in(member("governor")).get("/rounds/").status_code == 403


def test_the_pages_ask_as_much_whatever_they_show(
    hassan: Member, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    browser = sign_in(hassan)
    for number in range(1, 3):
        made = a_round(hassan, stops=6 * number, starts_at=EVENING - timedelta(days=number))
        for stop in RoundStop.objects.filter(round=made).select_related("round"):
            token = f"t{stop.pk}"
            actions.count(stop=stop, kind="met", code="man", token=token, by=actor_of(hassan), at=EVENING)
            actions.report_met(stop=stop, token=token, by=actor_of(hassan), at=EVENING)
        browser.get("/rounds/")
        with django_assert_num_queries(6):
            browser.get("/rounds/?month=2026-11")
        with django_assert_num_queries(9):
            browser.get(f"/rounds/{made.pk}/")
        with django_assert_num_queries(7):
            browser.get(f"/rounds/stops/{RoundStop.objects.filter(round=made)[0].pk}/")
