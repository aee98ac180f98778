"""A round: its service day, its route, those met, counted by presses that are never changed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction

from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.privacy import actions as privacy
from jaras.rounds import actions, queries
from jaras.rounds.models import Round, RoundReport, RoundStop, RoundTally
from jaras.rounds.rules import at_hour, day_of
from tests import factories
from tests.hands import AT_ONCE, at_once

HERE = ZoneInfo("Africa/Casablanca")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
EVENING = datetime(2026, 11, 30, 21, 30, tzinfo=HERE)  # the last night of a month
MakeMember = Callable[..., Member]


def changes(_day: date) -> tuple[time, time]:
    return time(8), time(20)


@pytest.fixture
def hassan(member: MakeMember) -> Member:
    return member("field", name="Hassan")


@pytest.fixture
def round(hassan: Member) -> Round:
    factories.province()
    made = actions.plan_round(
        starts_at=EVENING, way="foot", leader=hassan, by=actor_of(hassan), at=EVENING - HOUR
    )
    return actions.start(round=made, by=actor_of(hassan), at=EVENING)


def a_stop(round: Round, by: Member, spot: str = "Sous le pont") -> RoundStop:
    return actions.add_stop(round=round, place_text=spot, by=actor_of(by), at=EVENING)


def press(stop: RoundStop, by: Member, code: str, at: datetime, token: str = "") -> RoundTally:
    kind, _colon, code = code.partition(":")
    token = token or f"{stop.pk}-{RoundTally.objects.count()}"
    return actions.count(stop=stop, kind=kind, code=code, token=token, by=actor_of(by), at=at)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-30 20:00", "2026-11-30"),
        ("2026-11-30 23:59", "2026-11-30"),
        ("2026-12-01 00:01", "2026-11-30"),
        ("2026-12-01 07:59", "2026-11-30"),
        ("2026-12-01 08:00", "2026-12-01"),
        ("2026-12-01 19:59", "2026-12-01"),
        ("2027-01-01 03:00", "2026-12-31"),
    ],
)
def test_a_night_belongs_to_the_day_of_its_evening(moment: str, day: str) -> None:
    assert day_of(datetime.fromisoformat(moment).replace(tzinfo=HERE), changes) == day


def test_a_route_goes_on_beyond_midnight() -> None:
    assert at_hour(EVENING, time(23)).date() == EVENING.date()
    assert at_hour(EVENING, time(1)) == EVENING.replace(month=12, day=1, hour=1, minute=0)


def test_what_is_met_after_midnight_stands_on_the_evening_at_the_end_of_a_month(
    round: Round, hassan: Member
) -> None:
    stop = a_stop(round, hassan)
    actions.reach(stop=stop, by=actor_of(hassan), at=EVENING)
    press(stop, hassan, "met:man", EVENING)
    press(stop, hassan, "met:woman", EVENING + 4 * HOUR)  # the first of December by the calendar
    press(stop, hassan, "given:meal", EVENING + 5 * HOUR)
    november = queries.of_days(SYSTEM, "2026-11-01", "2026-11-30")
    assert queries.by_day(november) == {
        "2026-11-30": {("met", "man"): 1, ("met", "woman"): 1, ("given", "meal"): 1}
    }
    assert queries.of_days(SYSTEM, "2026-12-01", "2026-12-31") == []


def test_a_round_that_begins_after_midnight_is_of_the_evening(hassan: Member) -> None:
    made = actions.plan_round(
        starts_at=datetime(2026, 12, 1, 1, tzinfo=UTC),
        way="car",
        leader=hassan,
        by=actor_of(hassan),
        at=EVENING,
    )
    assert made.service_day == "2026-11-30"


def test_a_correction_is_a_row_that_says_what_it_corrects(round: Round, hassan: Member) -> None:
    stop, me = a_stop(round, hassan), actor_of(hassan)
    first, second = press(stop, hassan, "met:man", EVENING), press(stop, hassan, "met:man", EVENING)
    take_back = partial(actions.take_back, stop=stop, kind="met", code="man", by=me, at=EVENING + 9 * HOUR)
    actions.end(round=round, word="Retour.", by=me, at=EVENING + 8 * HOUR)
    stop = RoundStop.objects.select_related("round").get(pk=stop.pk)
    assert take_back(token="a").corrects == second, "the count of a round that ended is put right too"
    assert take_back(token="b").corrects == first
    with pytest.raises(Refused):
        take_back(token="c")
    assert RoundTally.objects.count() == 4
    assert queries.by_stop([round]) == {}


def test_a_press_that_arrives_twice_is_one(round: Round, hassan: Member) -> None:
    stop = a_stop(round, hassan)
    assert press(stop, hassan, "met:man", EVENING, "t") == press(stop, hassan, "met:man", EVENING, "t")
    assert RoundTally.objects.count() == 1
    assert EventRecord.objects.filter(name="RoundCounted").count() == 1


@pytest.mark.parametrize("wrong", ["met:soldier", "given:man", "seen:man", "", "met:"])
def test_only_what_the_lists_know_is_counted(wrong: str, round: Round, hassan: Member) -> None:
    with pytest.raises(Refused):
        press(a_stop(round, hassan), hassan, wrong, EVENING)


def test_nothing_is_counted_before_the_team_has_left(hassan: Member) -> None:
    made = actions.plan_round(starts_at=EVENING, way="foot", leader=hassan, by=actor_of(hassan), at=EVENING)
    stop = a_stop(made, hassan)
    for act in (
        partial(press, stop, hassan, "met:man", EVENING),
        partial(actions.reach, stop=stop, by=actor_of(hassan), at=EVENING),
        partial(actions.report_met, stop=stop, token="t", by=actor_of(hassan), at=EVENING),
        partial(actions.end, round=made, by=actor_of(hassan), at=EVENING),
    ):
        with pytest.raises(Refused):
            act()


def test_a_round_is_for_its_team(round: Round, hassan: Member, member: MakeMember) -> None:
    stop, other = a_stop(round, hassan), member("field")
    with pytest.raises(NotVisible):
        press(stop, other, "met:man", EVENING)
    with pytest.raises(Forbidden):
        press(stop, member("partner"), "met:man", EVENING)
    with pytest.raises(Refused):
        actions.plan_round(starts_at=EVENING, way="foot", leader=hassan, by=actor_of(other), at=EVENING)
    with pytest.raises(Refused):
        actions.plan_round(starts_at=EVENING, way="boat", leader=hassan, by=SYSTEM, at=EVENING)
    with pytest.raises(Refused):
        actions.plan_round(starts_at=EVENING, way="foot", leader=member("dpo"), by=SYSTEM, at=EVENING)
    assert press(stop, member("operator"), "met:man", EVENING), "the watch notes what is told by radio"
    assert not Round.objects.visible_to(actor_of(other)).exists()
    assert Round.objects.visible_to(actor_of(member("pole_lead", pole="MED"))).exists()


def test_somebody_met_becomes_a_report_that_carries_the_stop(round: Round, hassan: Member) -> None:
    place = factories.commune().places.create(kind="gare", name_fr="Gare routière")
    stop = actions.add_stop(round=round, place=place, by=actor_of(hassan), at=EVENING)
    make = partial(actions.report_met, stop=stop, by=actor_of(hassan), at=EVENING + 3 * HOUR)
    report = make(token="t")
    assert make(token="t") == report, "a press that arrives twice is one"
    assert (report.channel, report.place, report.commune) == ("MARAUDE", place, factories.commune())
    assert "Gare routière" in report.words
    assert RoundReport.objects.get().stop == stop
    told = make(token="u", words="Une femme enceinte dort sous l’auvent.")
    assert Report.objects.get(pk=told.pk).words == "Une femme enceinte dort sous l’auvent."


def test_a_report_that_is_sealed_is_no_trace_of_its_stop(
    round: Round, hassan: Member, member: MakeMember
) -> None:
    stop = a_stop(round, hassan)
    report = actions.report_met(stop=stop, token="t", by=actor_of(hassan), at=EVENING)
    operator, holder = actor_of(member("operator")), actor_of(member("head", compartments=["violence"]))
    assert queries.reports_of([stop], operator)[stop.pk] == [report]
    intake.seal(report=report, compartment="violence", by=SYSTEM, at=EVENING)
    assert queries.reports_of([stop], operator) == {}
    assert queries.reports_of([stop], holder)[stop.pk] == [report]


@pytest.mark.parametrize("act", ["UPDATE rounds_roundtally SET number = 1", "DELETE FROM rounds_roundtally"])
def test_the_database_keeps_what_was_counted(act: str, round: Round, hassan: Member) -> None:
    press(a_stop(round, hassan), hassan, "met:man", EVENING)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act)


def test_after_its_time_the_counts_stay_alone(round: Round, hassan: Member) -> None:
    stop = a_stop(round, hassan)
    press(stop, hassan, "met:man", EVENING)
    actions.end(round=round, word="Deux demandent qu’on repasse.", by=actor_of(hassan), at=EVENING + HOUR)
    privacy.forget_due(by=SYSTEM, at=EVENING + timedelta(days=740))
    assert Round.objects.get().word == ""
    assert RoundStop.objects.get().place_text == ""
    assert queries.by_stop([round]) == {stop.pk: {("met", "man"): 1}}


@pytest.mark.django_db(transaction=AT_ONCE, serialized_rollback=AT_ONCE)
def test_two_hands_take_one_back_once(round: Round, hassan: Member) -> None:
    stop = a_stop(round, hassan)
    press(stop, hassan, "met:man", EVENING)
    hands = [
        partial(
            actions.take_back, stop=stop, kind="met", code="man", token=token, by=actor_of(hassan), at=EVENING
        )
        for token in ("a", "b")
    ]
    came = at_once(*hands)
    assert sum(isinstance(each, Refused) for each in came) == 1
    assert queries.by_stop([round]) == {}
