"""The watch planned ahead: turns, gaps, swaps; taking it stays the fact."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as some

from jaras.governance import actions, queries
from jaras.governance.models import Member, Swap, Turn, actor_of
from jaras.governance.queries import roster
from jaras.governance.roles import watch_changes
from jaras.governance.rules import turn_end
from jaras.governance.rules.roster import Span, SwapState, TurnState, gaps, hours_of, overlaps, turns_of_days
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict

MakeMember = Callable[..., Member]
MakeActor = Callable[..., Actor]
ZONE = ZoneInfo("Africa/Casablanca")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime(2026, 11, 25, tzinfo=UTC)


def span(begin: float, end: float) -> Span:
    return Span(START + begin * HOUR, START + end * HOUR)


@pytest.fixture
def head(actor: MakeActor) -> Actor:
    made: Actor = actor("head")
    return made


def plan(who: Member, by: Actor, at: datetime, *spans: Span, note: str = "") -> list[Turn]:
    return actions.plan_turns(member=who, hours=list(spans), note=note, by=by, at=at)


def test_a_night_ends_the_next_morning() -> None:
    nights = hours_of(date(2026, 11, 25), date(2026, 11, 26), start=time(20), end=time(8), zone=ZONE)
    assert [(each.starts_at.day, each.ends_at.day) for each in nights] == [(25, 26), (26, 27)]


def test_ramadan_moves_the_hours_of_the_watch() -> None:
    eve = date(2027, 2, 7)
    days = turns_of_days(eve, eve + DAY, 0, changes=watch_changes, zone=ZONE)
    nights = turns_of_days(eve, eve + DAY, 1, changes=watch_changes, zone=ZONE)
    assert [(each.starts_at.hour, each.ends_at.hour) for each in days] == [(8, 20), (9, 21)]
    assert [(each.starts_at.hour, each.ends_at.hour) for each in nights] == [(20, 9), (21, 9)]
    assert nights[0].ends_at == days[1].starts_at, "no hour between is lost"
    assert turn_end(nights[0].starts_at, watch_changes) == days[1].starts_at


def test_gaps_and_overlaps_are_told() -> None:
    planned = [span(0, 8), span(7, 12), span(14, 20)]
    assert list(gaps(planned, span(0, 24))) == [span(12, 14), span(20, 24)]
    assert list(overlaps(planned)) == [span(7, 8)]
    assert list(gaps([], span(0, 2))) == [span(0, 2)]


HOURS = some.integers(0, 40)


@given(some.lists(some.tuples(HOURS, HOURS).filter(lambda pair: pair[0] < pair[1]), max_size=9))
def test_each_hour_is_a_gap_held_or_doubled(pairs: list[tuple[int, int]]) -> None:
    planned = [span(*pair) for pair in pairs]
    empty, double = list(gaps(planned, span(0, 40))), list(overlaps(planned))
    for hour in range(40):
        holders = sum(begin <= hour < end for begin, end in pairs)
        moment = START + hour * HOUR

        def within(spans: list[Span], moment: datetime = moment) -> int:
            return sum(each.starts_at <= moment < each.ends_at for each in spans)

        assert within(empty) == (holders == 0), hour
        assert within(double) == (holders > 1), hour


def test_the_head_plans_a_week_of_nights(head: Actor, member: MakeMember, at: datetime) -> None:
    salma = member("operator")
    nights = hours_of(date(2026, 11, 25), date(2026, 12, 1), start=time(20), end=time(8), zone=ZONE)
    turns = plan(salma, head, at, *nights)
    assert len(turns) == 7
    assert EventRecord.objects.filter(name="TurnPlanned").count() == 7
    plan_of_it = roster.roster(head, first=date(2026, 11, 25), days=7, at=at)
    assert [len(day.turns) for day in plan_of_it.days] == [1] * 7
    assert all(gap.ends_at - gap.starts_at == 12 * HOUR for gap in plan_of_it.gaps[1:])
    assert plan_of_it.overlaps == []


def test_a_plan_is_sent_once(head: Actor, member: MakeMember, at: datetime) -> None:
    for _time in range(2):
        actions.plan_turns(member=member("operator"), hours=[span(20, 32)], key="k", by=head, at=at)
    assert Turn.objects.count() == 1


@pytest.mark.parametrize("role", ["operator", "referent", "administrator", "governor", "partner"])
def test_only_whoever_the_table_says_plans(
    role: str, actor: MakeActor, member: MakeMember, at: datetime
) -> None:
    with pytest.raises(Forbidden):
        plan(member("operator"), actor(role), at, span(20, 32))


@pytest.mark.parametrize(("begin", "end"), [(8, 8), (10, 9), (8, 33), (0, 1), (24 * 400, 24 * 400 + 12)])
def test_hours_that_cannot_be(begin: int, end: int, head: Actor, member: MakeMember, at: datetime) -> None:
    with pytest.raises(Refused):
        plan(member("operator"), head, at, span(begin, end))
    assert not Turn.objects.exists()


def test_only_somebody_of_the_watch_is_planned(head: Actor, member: MakeMember, at: datetime) -> None:
    for role in ("field", "governor"):
        with pytest.raises(Refused):
            plan(member(role), head, at, span(20, 32))


def test_a_note_lies_sealed(head: Actor, member: MakeMember, at: datetime) -> None:
    plan(member("operator"), head, at, span(20, 32), note="Remplace Youssef, malade")
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM governance_turn")
        assert "Youssef" not in str(cursor.fetchall())
    assert Turn.objects.get().note == "Remplace Youssef, malade"


def test_two_planners_do_not_overwrite_each_other(head: Actor, member: MakeMember, at: datetime) -> None:
    salma, other = member("operator"), member("operator")
    turn = plan(salma, head, at, span(20, 32))[0]
    stale = Turn.objects.get(pk=turn.pk)
    said: dict[str, Any] = {
        "starts_at": turn.starts_at,
        "ends_at": turn.ends_at,
        "note": "",
        "by": head,
        "at": at,
    }
    actions.change_turn(turn=turn, member=other, **said)
    with pytest.raises(Conflict):
        actions.change_turn(turn=stale, member=salma, **said)
    assert Turn.objects.get().member == other


def test_a_cancelled_turn_is_nobodys(head: Actor, member: MakeMember, at: datetime) -> None:
    turn = actions.cancel_turn(turn=plan(member("operator"), head, at, span(20, 32))[0], by=head, at=at)
    assert turn.state == TurnState.CANCELLED
    assert roster.next_turn(at=at) is None
    with pytest.raises(Refused):
        actions.cancel_turn(turn=turn, by=head, at=at)


def test_a_swap_changes_both_turns(head: Actor, member: MakeMember, at: datetime) -> None:
    salma, youssef = member("operator"), member("operator")
    night, day = plan(salma, head, at, span(20, 32))[0], plan(youssef, head, at, span(32, 44))[0]
    swap = actions.ask_swap(turn=night, of=youssef, in_return=day, by=actor_of(salma), at=at)
    assert Turn.objects.get(pk=night.pk).member == salma, "until they accept"
    actions.accept_swap(swap=swap, by=actor_of(youssef), at=at)
    assert Turn.objects.get(pk=night.pk).member == youssef
    assert Turn.objects.get(pk=day.pk).member == salma
    with pytest.raises(Refused):
        actions.decline_swap(swap=swap, by=actor_of(youssef), at=at)


def test_a_swap_is_answered_by_whoever_was_asked(head: Actor, member: MakeMember, at: datetime) -> None:
    salma, youssef, third = member("operator"), member("operator"), member("operator")
    night = plan(salma, head, at, span(20, 32))[0]
    swap = actions.ask_swap(turn=night, of=youssef, by=actor_of(salma), at=at)
    with pytest.raises(Refused):
        actions.accept_swap(swap=swap, by=actor_of(salma), at=at)
    with pytest.raises(Refused):
        actions.accept_swap(swap=swap, by=head, at=at)
    with pytest.raises(NotVisible):
        actions.accept_swap(swap=swap, by=actor_of(third), at=at)
    with pytest.raises(Refused):
        actions.ask_swap(turn=night, of=third, by=actor_of(salma), at=at)  # one question at a time
    actions.withdraw_swap(swap=swap, by=actor_of(salma), at=at)
    with pytest.raises(Refused):
        actions.accept_swap(swap=swap, by=actor_of(youssef), at=at)
    assert Turn.objects.get().member == salma


def test_nobody_gives_away_the_turn_of_another(head: Actor, member: MakeMember, at: datetime) -> None:
    salma, youssef = member("operator"), member("operator")
    night = plan(salma, head, at, span(20, 32))[0]
    with pytest.raises(Refused):
        actions.ask_swap(turn=night, of=salma, by=actor_of(youssef), at=at)
    with pytest.raises(Refused):
        actions.ask_swap(turn=night, of=member("field"), by=actor_of(salma), at=at)
    assert not Swap.objects.exists()


def test_what_the_planner_changes_voids_the_question(head: Actor, member: MakeMember, at: datetime) -> None:
    salma, youssef = member("operator"), member("operator")
    night = plan(salma, head, at, span(20, 32))[0]
    swap = actions.ask_swap(turn=night, of=youssef, by=actor_of(salma), at=at)
    actions.change_turn(
        turn=night, member=youssef, starts_at=night.starts_at, ends_at=night.ends_at, note="", by=head, at=at
    )
    assert Swap.objects.get(pk=swap.pk).state == SwapState.WITHDRAWN


def test_a_turn_that_has_begun_is_not_swapped(head: Actor, member: MakeMember, at: datetime) -> None:
    salma, youssef = member("operator"), member("operator")
    night = plan(salma, head, at, span(20, 32))[0]
    swap = actions.ask_swap(turn=night, of=youssef, by=actor_of(salma), at=at)
    with pytest.raises(Refused):
        actions.accept_swap(swap=swap, by=actor_of(youssef), at=at + DAY)
    assert Turn.objects.get().member == salma
    assert Swap.objects.get().state == SwapState.ASKED, "the answer did not count"


def test_the_watch_says_who_is_planned_after_it(head: Actor, member: MakeMember, at: datetime) -> None:
    salma, youssef = member("operator", name="Salma"), member("operator", name="Youssef")
    plan(salma, head, at, span(-4, 8))
    plan(youssef, head, at, span(8, 20))
    found = roster.next_turn(at=at)
    assert found is not None
    assert found.member == salma
    watch = actions.take_watch(by=actor_of(salma), at=at)
    assert watch.until == START + 8 * HOUR, "the hour that was planned"
    held = queries.current_watch(at=at)
    assert held is not None
    assert (held.next_name, held.next_at) == ("Youssef", START + 8 * HOUR)  # type: ignore[attr-defined]


def test_a_turn_planned_otherwise_sets_its_own_end(head: Actor, member: MakeMember, at: datetime) -> None:
    salma = member("operator")
    plan(salma, head, at, span(2, 5))
    assert actions.take_watch(by=actor_of(salma), at=at).until == START + 5 * HOUR


def test_whoever_holds_no_watch_sees_their_own_turns_alone(
    head: Actor, actor: MakeActor, member: MakeMember, at: datetime
) -> None:
    plan(member("operator"), head, at, span(20, 32))
    assert list(Turn.objects.visible_to(actor("partner"))) == []
    assert Turn.objects.visible_to(actor("operator")).count() == 1
