"""The watch desk: what waits, what is under way, what is new."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.governance.models import Member, actor_of
from jaras.intake import actions, queries
from jaras.intake.models import Report
from jaras.kernel.record.models import ReadRecord
from tests import factories
from tests.web.intake.conftest import WORDS

SignIn = Callable[[Member], Client]
FIRST_PAGE, NEXT_PAGE = 120_000, 15_000


def arrive(number: int, *, held_by: Member | None = None) -> list[Report]:
    """Reports in a place of a commune; half of them held, with a team on the road."""
    place, _new = factories.commune().places.get_or_create(kind="gare", name_fr="Gare routière")
    at, begun, made = timezone.now(), Report.objects.count(), []
    for n in range(begun, begun + number):
        words = f"{WORDS} Rue {n}."
        report = actions.receive(
            channel="WHATSAPP", external_id=f"m{n}", words=words, place=place, at=at
        ).report
        if held_by and n % 2:
            by = actor_of(held_by)
            actions.claim(report=report, by=by, at=at)
            actions.send_team(report=report, team="Équipe mobile", by=by, at=at)
        made.append(report)
    return made


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_desk_shows_what_waits_and_the_report_whole(desk: Client, waiting: Report, language: str) -> None:
    desk.cookies["jaras_language"] = language
    assert WORDS in desk.get("/desk").content.decode()
    page = desk.get(f"/desk/{waiting.pk}")
    assert page.status_code == 200
    assert page.content.decode().count(WORDS) >= 2, "in its row, then whole"


def test_opening_a_report_is_written_down(desk: Client, waiting: Report, operator: Member) -> None:
    desk.get(f"/desk/{waiting.pk}")
    read = ReadRecord.objects.get(subject="report")
    assert (read.subject_id, read.by_id) == (waiting.pk, operator.pk)


@pytest.mark.parametrize("role", ["partner", "governor", "administrator", "committee", "dpo"])
def test_the_desk_is_for_those_who_respond(role: str, member: Callable[..., Member], sign_in: SignIn) -> None:
    assert sign_in(member(role)).get("/desk").status_code == 403


def test_a_report_that_is_not_visible_is_not_there(
    member: Callable[..., Member], sign_in: SignIn, waiting: Report
) -> None:
    browser = sign_in(member("partner"))
    assert browser.get(f"/reports/{waiting.pk}").status_code == 404
    assert browser.get(f"/reports/{2**70}").status_code == 404


def test_the_desk_reads_as_many_queries_for_forty_reports_as_for_four(desk: Client, operator: Member) -> None:
    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(address).status_code == 200
        return len(captured)

    first = arrive(4, held_by=operator)[1]
    desk.get("/desk")
    desk.get(f"/desk/{first.pk}")  # the key of its telephone stays in memory for a minute
    lists, whole = count("/desk"), count(f"/desk/{first.pk}")
    arrive(40, held_by=operator)
    assert count("/desk") == lists <= 9
    assert count(f"/desk/{first.pk}") == whole <= 34


def test_a_look_for_news_is_one_query_and_says_nothing_while_nothing_changed(
    desk: Client, waiting: Report
) -> None:
    now = int(timezone.now().timestamp())
    address = f"/desk/news?since={queries.mark()}&shown={now}"
    desk.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = desk.get(address)
    assert (answer.status_code, answer.content) == (204, b"")
    asked = [query["sql"] for query in captured if "kernel_eventrecord" in query["sql"]]
    assert len(asked) == 1
    assert len(captured) <= 3, "the session, its member, the log"


def test_a_new_report_appears_without_reloading(desk: Client) -> None:
    since, now = queries.mark(), int(timezone.now().timestamp())
    arrive(1)
    answer = desk.get(f"/desk/news?since={since}&shown={now}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'data-immediate="1"' in text
    assert 'id="sheet"' not in text, "what is being typed is left alone"


def test_clocks_are_refreshed_each_minute(desk: Client, waiting: Report) -> None:
    old = int((timezone.now() - timedelta(seconds=90)).timestamp())
    assert desk.get(f"/desk/news?since={queries.mark()}&shown={old}").status_code == 200


@pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 40, "١٢", "\x00"])
def test_a_strange_look_for_news_is_answered(desk: Client, typed: str) -> None:
    answer = desk.get("/desk/news", {"since": typed, "shown": typed, "chosen": typed})
    assert answer.status_code in (200, 204)


def test_the_first_page_then_the_next_ones_are_small(desk: Client) -> None:
    reports = arrive(50)
    page = desk.get("/desk", headers={"accept-encoding": "br"})
    assert len(page.content) < FIRST_PAGE // 4, "styles and scripts take the rest"
    fragment = desk.get(f"/desk/{reports[0].pk}", headers={"accept-encoding": "br", "hx-request": "true"})
    assert len(fragment.content) < NEXT_PAGE


def test_the_second_of_two_operators_is_told_who_was_first(
    desk: Client, waiting: Report, member: Callable[..., Member], sign_in: SignIn
) -> None:
    first = member("operator", name="Youssef Amrani")
    actions.claim(report=waiting, by=actor_of(first), at=timezone.now())
    answer = desk.post(f"/reports/{waiting.pk}/claim", {"from": "desk"}, headers={"hx-request": "true"})
    assert answer.status_code == 400
    assert "Youssef Amrani" in answer.content.decode()


def test_a_claim_answers_with_the_report_and_the_lists(desk: Client, waiting: Report) -> None:
    answer = desk.post(f"/reports/{waiting.pk}/claim", {"from": "desk"}, headers={"hx-request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="sheet"' in text
    assert 'id="lists"' in text
    assert "<html" not in text


def test_without_scripts_a_claim_leads_back_to_the_desk(desk: Client, waiting: Report) -> None:
    answer = desk.post(f"/reports/{waiting.pk}/claim", {"from": "desk"})
    assert answer.headers["Location"] == f"/desk/{waiting.pk}"
