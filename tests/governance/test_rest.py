"""Absences, rest between turns, nights in a row: told, never forbidden."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as some

from jaras.governance import actions
from jaras.governance.models import Absence, Member, actor_of
from jaras.governance.queries import absences, roster
from jaras.governance.roles import rest_rules
from jaras.governance.rules.rest import Away, Fault, Held, RestRules, broken, elapsed, night_of
from jaras.governance.rules.roster import Span
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused

MakeMember = Callable[..., Member]
MakeActor = Callable[..., Actor]
ZONE = ZoneInfo("Africa/Casablanca")
RULES = RestRules(timedelta(hours=11), 2, time(22), time(6), timedelta(hours=3))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST = date(2026, 12, 1)


def turn(member: int, day: int, begin: int, length: int = 12, number: int = 0) -> Held:
    start = datetime.combine(FIRST + day * DAY, time(begin), tzinfo=ZONE)
    return Held(start, start + length * HOUR, member, number)


def faults(*turns: Held, away: tuple[Away, ...] = ()) -> list[tuple[Fault, int, int]]:
    return [(each.fault, each.held.turn, each.much) for each in broken(turns, away, RULES)]


def test_the_policy_is_read() -> None:
    assert rest_rules() == RULES


@pytest.mark.parametrize(
    ("begin", "length", "night"),
    [
        (20, 12, 0),
        (8, 12, None),
        (22, 8, 0),
        (14, 8, None),
        (0, 6, -1),
        (17, 8, 0),
        (17, 7, None),
        (3, 9, -1),
    ],
)
def test_what_a_night_is(begin: int, length: int, night: int | None) -> None:
    assert night_of(turn(1, 0, begin, length), RULES) == (None if night is None else FIRST + night * DAY)


def test_eleven_hours_lie_between_two_turns() -> None:
    assert faults(turn(1, 0, 8, number=1), turn(1, 0, 20, number=2)) == [(Fault.REST, 2, 0)]
    assert faults(turn(1, 0, 8, 8, number=1), turn(1, 1, 2, 8, number=2)) == [(Fault.REST, 2, 10)]
    assert faults(turn(1, 0, 8, 8), turn(1, 1, 3, 8)) == []
    assert faults(turn(1, 0, 8), turn(2, 0, 20)) == [], "each rests for themselves"


def test_the_third_night_in_a_row_is_told() -> None:
    nights = [turn(1, day, 20, number=day + 1) for day in range(4)]
    assert faults(*nights) == [(Fault.NIGHTS, 3, 3), (Fault.NIGHTS, 4, 4)]
    assert faults(nights[0], nights[1], nights[3]) == []


def test_whoever_is_away_is_told() -> None:
    away = (Away(1, FIRST + DAY, FIRST + 2 * DAY),)
    assert faults(turn(1, 0, 20, number=1), away=away) == [(Fault.AWAY, 1, 0)], (
        "the night ends on the first day"
    )
    assert faults(turn(1, 0, 8), turn(2, 1, 8), turn(1, 3, 8), away=away) == []


def test_rest_is_counted_as_it_is_lived() -> None:
    """On a night on which the clock goes back by an hour, somewhere: Morocco's own changes by decree."""
    zone = ZoneInfo("Europe/Paris")
    evening, morning = datetime(2026, 10, 24, 21, tzinfo=zone), datetime(2026, 10, 25, 7, tzinfo=zone)
    assert elapsed(evening, morning) == 11 * HOUR
    assert elapsed(evening - 7 * DAY, morning - 7 * DAY) == 10 * HOUR


@given(some.lists(some.tuples(some.integers(0, 6), some.sampled_from([0, 6, 8, 14, 20, 22])), unique=True))
def test_each_fault_is_what_one_counts_by_hand(said: list[tuple[int, int]]) -> None:
    turns = sorted((turn(1, day, begin, 8) for day, begin in said), key=lambda each: each.starts_at)
    told = {(each.fault, each.held.starts_at) for each in broken(turns, (), RULES)}
    nights = {night_of(each, RULES) for each in turns}
    for place, each in enumerate(turns):
        tired = place > 0 and each.starts_at - turns[place - 1].ends_at < RULES.rest
        assert ((Fault.REST, each.starts_at) in told) == tired
        night = night_of(each, RULES)
        first = all(night_of(before, RULES) != night for before in turns[:place])
        third = night is not None and first and {night - DAY, night - 2 * DAY} <= nights
        assert ((Fault.NIGHTS, each.starts_at) in told) == third


@pytest.fixture
def head(actor: MakeActor) -> Actor:
    return actor("head")


def note(who: Member, by: Actor, at: datetime, **said: object) -> Absence:
    days = {"starts_on": at.date(), "ends_on": at.date() + DAY, "kind": "leave"}
    return actions.note_absence(member=who, by=by, at=at, **days | said)  # type: ignore[arg-type]


def test_why_somebody_is_away_stays_with_them(
    head: Actor, actor: MakeActor, member: MakeMember, at: datetime
) -> None:
    salma = member("operator")
    absence = note(salma, actor_of(salma), at, why="Une opération")
    assert list(Absence.objects.visible_to(actor("operator"))) == []
    assert list(Absence.objects.visible_to(actor("governor"))) == []
    assert [each.why for each in absences.absences(head, since=at.date())] == ["Une opération"]
    assert absences.absences(actor_of(salma), since=at.date()) == [absence]
    with connection.cursor() as cursor:
        cursor.execute("SELECT why FROM governance_absence")
        assert "opération" not in str(cursor.fetchall())
    told = EventRecord.objects.get(name="AbsenceNoted")
    assert "leave" not in str(told.data), "the log does not say why somebody is away"


def test_only_oneself_or_whoever_plans_notes_an_absence(
    head: Actor, actor: MakeActor, member: MakeMember, at: datetime
) -> None:
    salma = member("operator")
    for role in ("operator", "referent", "administrator"):
        with pytest.raises(Forbidden):
            note(salma, actor(role), at)
    with pytest.raises(Refused):
        note(member("governor"), head, at)
    absence = note(salma, head, at)
    with pytest.raises((Forbidden, NotVisible)):
        actions.cancel_absence(absence=absence, by=actor("operator"), at=at)
    actions.cancel_absence(absence=absence, by=actor_of(salma), at=at)
    with pytest.raises(Refused):
        actions.cancel_absence(absence=absence, by=head, at=at)
    assert absences.away(head, at.date(), at.date()) == []


@pytest.mark.parametrize(
    ("begin", "end", "kind"),
    [(2, 1, "leave"), (-3, -1, "leave"), (0, 400, "leave"), (400, 401, "leave"), (0, 1, "x")],
)
def test_absences_that_cannot_be(
    begin: int, end: int, kind: str, head: Actor, member: MakeMember, at: datetime
) -> None:
    with pytest.raises(Refused):
        note(
            member("operator"),
            head,
            at,
            starts_on=at.date() + begin * DAY,
            ends_on=at.date() + end * DAY,
            kind=kind,
        )
    assert not Absence.objects.exists()


def test_the_roster_tells_what_a_plan_breaks(
    head: Actor, actor: MakeActor, member: MakeMember, at: datetime
) -> None:
    salma = member("operator")
    start = datetime(2026, 11, 25, 19, tzinfo=UTC)  # 20:00 on the wall
    spans = [Span(start + day * DAY, start + day * DAY + 12 * HOUR) for day in range(3)]
    turns = actions.plan_turns(member=salma, hours=spans, by=head, at=at)
    note(salma, head, at, starts_on=date(2026, 11, 26), ends_on=date(2026, 11, 26))

    def told(by: Actor, first: date) -> list[tuple[int, Fault]]:
        found = roster.roster(by, first=first, days=7, at=at)
        return [(each.held.turn, each.fault) for each in found.broken]

    both = [(turns[0].pk, Fault.AWAY), (turns[1].pk, Fault.AWAY), (turns[2].pk, Fault.NIGHTS)]
    assert told(head, date(2026, 11, 25)) == both
    assert told(actor_of(salma), date(2026, 11, 25)) == both
    assert told(actor("operator"), date(2026, 11, 25)) == both[2:], (
        "absences are between them and the planner"
    )
    assert told(head, date(2026, 11, 27)) == both[1:], "what begins before the page still counts"
