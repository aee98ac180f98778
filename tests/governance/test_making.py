"""The plan that is proposed: best among all plans where they can be counted, within the rules everywhere."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise, product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from jaras.governance.rules.making import Load, Made, Post, Wanted, posts, unevenness, why_nobody
from jaras.governance.rules.making.solving import can_solve, solve
from jaras.governance.rules.rest import Away, Fault, Held, RestRules

ZONE = ZoneInfo("Africa/Casablanca")
RULES = RestRules(timedelta(hours=11), 2, time(22), time(6), timedelta(hours=3))
WEIGHTS = {Load.NIGHTS: 3, Load.WEEKENDS: 2, Load.FEASTS: 2, Load.TURNS: 1}
FIRST = date(2026, 12, 3)  # a Thursday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TWELVES, EIGHTS = (8, 20), (6, 14, 22)
SECONDS = 60.0  # far more than any case here needs: what is asserted is the answer


def wanted(
    days: int,
    members: int,
    changes: tuple[int, ...] = TWELVES,
    away: tuple[Away, ...] = (),
    around: tuple[Held, ...] = (),
) -> Wanted:
    hours = [time(hour) for hour in changes]
    made = posts(
        FIRST,
        FIRST + (days - 1) * DAY,
        lambda _day: hours,
        zone=ZONE,
        rules=RULES,
        holidays={FIRST + 5 * DAY},
    )
    return Wanted(made, tuple(range(1, members + 1)), away, around, RULES, WEIGHTS)


def wall(day: int, hour: int) -> datetime:
    return datetime.combine(FIRST + day * DAY, time(hour), tzinfo=ZONE)


def breaks(said: Wanted, holders: tuple[int | None, ...]) -> str:
    """The rules once more, written otherwise: hours on a line, nights as numbers of days."""
    for member in said.members:
        theirs = [post for post, holder in zip(said.posts, holders, strict=True) if holder == member]
        fixed = [each for each in said.around if each.member == member]
        spans = sorted([(each.starts_at, each.ends_at) for each in [*theirs, *fixed]])
        for (_begin, end), (begin, _end) in pairwise(spans):
            if (begin - end).total_seconds() < 11 * 3600:
                return f"{member} rests too little before {begin}"
        for away in [each for each in said.away if each.member == member]:
            for post in theirs:
                hours = int((post.ends_at - post.starts_at) / HOUR)
                if any(away.first <= (post.starts_at + n * HOUR).date() <= away.last for n in range(hours)):
                    return f"{member} is away at {post.starts_at}"
        # every night here begins at 20:00 or 22:00
        nights = sorted({begin.toordinal() for begin, _end in spans if begin.hour in (20, 22)})
        for one, _two, three in zip(nights, nights[1:], nights[2:], strict=False):
            if three - one == 2:
                return f"{member} holds three nights in a row"
    return ""


def cost(said: Wanted, holders: tuple[int | None, ...]) -> tuple[int, int]:
    """What a plan costs, counted otherwise: loads from the calendar, shares by whole numbers."""
    found = 0
    for load, weight in WEIGHTS.items():
        places = [n for n, post in enumerate(said.posts) if _weighs(post, load)]
        could = {m: sum(said.barred(m, place) is None for place in places) for m in said.members}
        whole = sum(could.values())
        for member in said.members:
            held = sum(holders[place] == member for place in places)
            least = len(places) * could[member] // whole if whole else 0
            most = -(-len(places) * could[member] // whole) if whole else 0
            found += weight * max(0, held - most, least - held)
    return holders.count(None), found


def _weighs(post: Post, load: Load) -> bool:
    day = post.starts_at
    return {
        Load.TURNS: True,
        Load.NIGHTS: day.hour in (20, 22),
        Load.WEEKENDS: day.isoweekday() in (6, 7),
        Load.FEASTS: day.isoweekday() == 5 or day.date() == FIRST + 5 * DAY,
    }[load]


def best(said: Wanted) -> tuple[int, int]:
    """The least of all plans that keep the rules, each of them tried."""
    choices = product([None, *said.members], repeat=len(said.posts))
    return min(cost(said, holders) for holders in choices if not breaks(said, holders))


def test_the_extra_is_installed_where_tests_run() -> None:
    assert can_solve(), "install requirements-test.lock"


def test_turns_follow_one_another_without_a_gap() -> None:
    for changes, number in ((TWELVES, 6), (EIGHTS, 9)):
        made = wanted(3, 1, changes).posts
        assert len(made) == number
        assert made[0].starts_at == wall(0, changes[0])
        assert made[-1].ends_at == wall(3, changes[0])
        assert all(one.ends_at == two.starts_at for one, two in pairwise(made))


def test_ramadan_moves_the_hours_without_a_gap() -> None:
    hours = {False: [time(8), time(20)], True: [time(9), time(21)]}
    made = posts(FIRST, FIRST + 2 * DAY, lambda day: hours[day > FIRST], zone=ZONE, rules=RULES, holidays=())
    assert [each.starts_at.hour for each in made] == [8, 20, 9, 21, 9, 21]
    assert made[1].ends_at == made[2].starts_at == wall(1, 9)


def test_the_loads_of_a_turn_are_those_of_the_day_on_which_it_begins() -> None:
    for post in wanted(7, 1).posts:
        assert {load for load in Load if _weighs(post, load)} == set(post.loads)


CASES = [
    (3, 2, TWELVES, ()),
    (3, 3, TWELVES, ()),
    (4, 2, TWELVES, (Away(1, FIRST + DAY, FIRST + DAY),)),
    (3, 3, TWELVES, (Away(1, FIRST, FIRST), Away(2, FIRST + 2 * DAY, FIRST + 2 * DAY))),
    (2, 3, EIGHTS, ()),
    (2, 4, EIGHTS, (Away(4, FIRST, FIRST + DAY),)),
    (2, 2, EIGHTS, (Away(1, FIRST, FIRST + 2 * DAY),)),
    (3, 1, TWELVES, ()),
]


@pytest.mark.parametrize(("days", "members", "changes", "away"), CASES)
def test_nothing_better_exists_among_all_plans(
    days: int, members: int, changes: tuple[int, ...], away: tuple[Away, ...]
) -> None:
    said = wanted(days, members, changes, away)
    made = solve(said, seconds=SECONDS)
    assert made.proven
    assert breaks(said, made.holders) == ""
    assert cost(said, made.holders) == (made.missing, made.uneven) == best(said)


def away_days(members: int, days: int) -> some.SearchStrategy[list[Away]]:
    one = some.tuples(some.integers(1, members), some.integers(-1, days), some.integers(0, 4))
    return some.lists(
        one.map(lambda said: Away(said[0], FIRST + said[1] * DAY, FIRST + (said[1] + said[2]) * DAY)),
        max_size=5,
    )


@settings(max_examples=40)
@given(some.data())
def test_random_plans_keep_the_rules_and_say_why_nobody_can(data: some.DataObject) -> None:
    days, members = data.draw(some.integers(1, 10)), data.draw(some.integers(0, 6))
    changes = data.draw(some.sampled_from([TWELVES, EIGHTS]))
    away = tuple(data.draw(away_days(max(members, 1), days)))
    before = [
        Held(wall(day, changes[-1]), wall(day + 1, changes[0]), member)
        for day, member in data.draw(
            some.lists(
                some.tuples(some.integers(-3, -1), some.integers(1, max(members, 1))),
                max_size=3,
                unique_by=lambda said: said[0],
            )
        )
    ]
    said = wanted(days, members, changes, away, tuple(before))
    if breaks(said, (None,) * len(said.posts)):
        return  # what stands before is broken already: no plan mends it
    made = solve(said, seconds=SECONDS)
    assert made.proven
    assert breaks(said, made.holders) == ""
    assert cost(said, made.holders) == (made.missing, made.uneven)
    for place, holder in enumerate(made.holders):
        if holder is None:
            assert set(why_nobody(said, made.holders, place)) == set(said.members), "each has a reason"
            for member in said.members:
                forced = (*made.holders[:place], member, *made.holders[place + 1 :])
                assert breaks(said, forced) != "", "and the reason is true"


def test_two_cannot_hold_the_nights_of_a_week_alone() -> None:
    """Of two operators one is away: the days that cannot be covered are told with why."""
    said = wanted(3, 2, away=(Away(2, FIRST, FIRST + 4 * DAY),))
    made = solve(said, seconds=SECONDS)
    assert made.missing == 3
    (first, *_more) = [place for place, holder in enumerate(made.holders) if holder is None]
    assert why_nobody(said, made.holders, first)[2] is Fault.AWAY
    assert why_nobody(said, made.holders, first)[1] in (Fault.REST, Fault.NIGHTS)


def test_a_month_for_six_is_even() -> None:
    said = wanted(31, 6, EIGHTS, (Away(2, FIRST + 3 * DAY, FIRST + 10 * DAY),))
    made = solve(said, seconds=SECONDS)
    assert (made.missing, made.uneven, made.proven) == (0, 0, True)
    assert breaks(said, made.holders) == ""


def test_out_of_time_the_distance_is_told() -> None:
    assert not Made((None, 1), 0.0, 0, 0.0).proven, "one turn may be missing for want of time"
    assert not Made((1, 1), 0.0, 4, 2.5).proven
    assert Made((1, 1), 0.0, 4, 3.2).proven, "costs are whole numbers"


def test_how_far_from_the_best_it_may_be_is_said() -> None:
    made = Made((None, None, None, 1), 1.2, 40, 30.0)
    assert (made.may_cover, made.may_even_out) == (1, 25)
    assert (Made((1, 1), 0.0, 4, 4.0).may_cover, Made((1, 1), 0.0, 4, 4.0).may_even_out) == (0, 0)
    unknown = Made((None, 1), float("-inf"), 4, float("-inf"))
    assert (unknown.may_cover, unknown.may_even_out) == (1, 100)


def test_what_is_even_is_counted_as_it_is_said() -> None:
    said = wanted(2, 2)
    assert unevenness(said, (1, 2, 1, 2)) == cost(said, (1, 2, 1, 2))[1] > 0, "one holds both nights"
