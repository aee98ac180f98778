"""The mobile team, the call of each pole beside the watch: each with who may hold it, what is told of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from jaras.governance import actions
from jaras.governance.models import Member, RosterDraft, Turn, actor_of
from jaras.governance.queries import making, next_holders
from jaras.governance.queries import roster as queries
from jaras.governance.rules.making.solving import solve
from jaras.governance.rules.rest import Fault
from jaras.governance.rules.roster import Span
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.refusal import Refused

MakeMember = Callable[..., Member]
MakeActor = Callable[..., Actor]
DAY = timedelta(days=1)
ZONE = ZoneInfo("Africa/Casablanca")


@pytest.fixture
def head(actor: MakeActor) -> Actor:
    return actor("head")


@pytest.fixture
def tomorrow(at: datetime) -> date:
    return timezone.localtime(at).date() + DAY


def hours(day: date, begin: int, end: int) -> Span:
    start = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    return Span(start + timedelta(hours=begin), start + timedelta(hours=end))


def plan(who: Member, of: str, spans: list[Span], head: Actor, at: datetime) -> Turn:
    return actions.plan_turns(member=who, hours=spans, of=of, by=head, at=at)[0]


def test_each_duty_has_those_who_may_hold_it(
    head: Actor, member: MakeMember, tomorrow: date, at: datetime
) -> None:
    hassan, naima = member("field", name="Hassan"), member("referent", name="Naïma")
    night = [hours(tomorrow, 20, 32)]
    plan(hassan, "team", night, head, at)
    plan(naima, "MED", night, head, at)
    with pytest.raises(Refused, match="Hassan"):
        plan(hassan, "watch", night, head, at)
    with pytest.raises(Refused):
        plan(member("dpo"), "team", night, head, at)
    with pytest.raises(Refused):
        plan(hassan, "no such", night, head, at)
    assert {each.name for each in next_holders(head, "team")} >= {"Hassan"}
    assert "Hassan" not in {each.name for each in next_holders(head)}
    with pytest.raises(Forbidden):
        plan(hassan, "team", night, actor_of(hassan), at)


def test_the_watch_is_planned_as_if_the_others_were_not_there(
    head: Actor, member: MakeMember, tomorrow: date, at: datetime
) -> None:
    salma, hassan = member("operator", name="Salma"), member("field", name="Hassan")
    plan(hassan, "team", [hours(tomorrow, 6, 14)], head, at)
    plan(salma, "team", [hours(tomorrow, 6, 14)], head, at)
    mine = plan(salma, "watch", [hours(tomorrow, 20, 32)], head, at)
    assert queries.next_turn(at=at) == mine
    assert queries.planned_end(salma, at=hours(tomorrow, 6, 7).starts_at) is None
    shown = queries.roster(head, first=tomorrow, days=1, at=at)
    assert [turn.member for turn in shown.days[0].turns] == [salma]
    assert [gap.ends_at - gap.starts_at for gap in shown.gaps] == [20 * timedelta(hours=1)]
    assert queries.coming(head, since=at, until=at + 9 * DAY, most=9) == [mine]
    assert shown.broken, "six hours after a morning with the team are no rest"


def test_nights_of_the_team_are_held_in_pairs(
    head: Actor, member: MakeMember, tomorrow: date, at: datetime
) -> None:
    hassan, fatiha = member("field", name="Hassan"), member("field", name="Fatiha")
    days = [tomorrow + number * DAY for number in range(3)]
    plan(hassan, "team", [hours(day, 20, 26) for day in days[:2]], head, at)
    plan(fatiha, "team", [hours(days[0], 20, 26), hours(days[1], 20, 23)], head, at)
    plan(hassan, "team", [hours(days[2], 9, 12)], head, at)
    shown = queries.roster(head, first=tomorrow, days=4, at=at, of="team")
    assert [each.starts_at for each in shown.alone] == [hours(days[1], 20, 26).starts_at]
    assert (shown.gaps, shown.overlaps) == ([], []), "nobody need be in the street at every hour"


def test_a_call_from_home_tires_nobody_but_absences_are_told(
    head: Actor, member: MakeMember, tomorrow: date, at: datetime
) -> None:
    naima = member("referent", name="Naïma")
    plan(naima, "MED", [hours(tomorrow + number * DAY, 20, 32) for number in range(5)], head, at)
    actions.note_absence(
        member=naima, starts_on=tomorrow + DAY, ends_on=tomorrow + DAY, kind="leave", why="", by=head, at=at
    )
    shown = queries.roster(head, first=tomorrow, days=7, at=at, of="MED")
    assert {each.fault for each in shown.broken} == {Fault.AWAY}
    now = hours(tomorrow, 23, 24).starts_at
    assert queries.on_call(["MED", "ECO"], at=now) == [naima]
    assert queries.on_call(["ECO"], at=now) == []
    assert [turn.duty for turn in queries.on_duty(head, at=now)] == ["MED"]


def test_turns_are_swapped_within_a_duty_alone(
    head: Actor, member: MakeMember, tomorrow: date, at: datetime
) -> None:
    hassan, fatiha, salma = member("field"), member("field", name="Fatiha"), member("operator", name="Salma")
    mine = plan(hassan, "team", [hours(tomorrow, 20, 26)], head, at)
    theirs = plan(fatiha, "team", [hours(tomorrow + DAY, 20, 26)], head, at)
    watch = plan(salma, "watch", [hours(tomorrow + DAY, 20, 32)], head, at)
    offered = [offer.in_return for offer in queries.offers(mine, actor_of(hassan), at=at)]
    assert theirs in offered
    assert watch not in offered
    with pytest.raises(Refused):
        actions.ask_swap(turn=mine, of=salma, in_return=watch, by=actor_of(hassan), at=at)
    with pytest.raises(Refused):
        actions.ask_swap(turn=mine, of=member("dpo"), by=actor_of(hassan), at=at)
    swap = actions.ask_swap(turn=mine, of=fatiha, in_return=theirs, by=actor_of(hassan), at=at)
    actions.accept_swap(swap=swap, by=actor_of(fatiha), at=at)
    assert Turn.objects.get(pk=mine.pk).member == fatiha


def test_the_model_makes_pairs_at_night_and_leaves_the_watch_alone(
    head: Actor, member: MakeMember, tomorrow: date, at: datetime
) -> None:
    among = [member("field", name=name) for name in ("Hassan", "Fatiha", "Omar", "Zineb", "Ali", "Rim")]
    watch = plan(member("operator"), "watch", [hours(tomorrow, 20, 32)], head, at)
    draft = actions.ask_draft(
        first=tomorrow,
        last=tomorrow + DAY,
        template="two_twelves",
        members=among,
        of="team",
        by=head,
        at=at,
    )
    problem = making.wanted(draft, at=at)
    assert [bool(post.night) for post in problem.posts] == [False, True, True] * 2
    draft = actions.keep_draft(draft=draft, wanted=problem, made=solve(problem, seconds=60), by=SYSTEM, at=at)
    actions.adopt_draft(draft=draft, by=head, at=at)
    shown = queries.roster(head, first=tomorrow, days=3, at=at, of="team")
    assert sum(len(day.turns) for day in shown.days) == 6
    assert (shown.alone, shown.broken) == ([], [])
    nights = [
        turn for day in shown.days for turn in day.turns if timezone.localtime(turn.starts_at).hour == 20
    ]
    assert len({(turn.starts_at, turn.member_id) for turn in nights}) == 4
    assert Turn.objects.planned().of("watch").get() == watch
    said = making.proposal(RosterDraft.objects.get())
    assert all(line.stands for line in said.lines)
    assert said.changes == 0
