"""The plan of the watch as a problem: which turns must be held, by whom they may be, what is even."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import ceil

from jaras.governance.rules.rest import ONE_DAY, Away, Fault, Held, RestRules, elapsed, night_of
from jaras.governance.rules.roster import Span

FRIDAY, WEEKEND = 4, (5, 6)


class Load(StrEnum):
    """What is shared out evenly."""

    TURNS = "turns"
    NIGHTS = "nights"
    WEEKENDS = "weekends"  # turns that begin on a Saturday or a Sunday
    FEASTS = "feasts"  # turns that begin on a Friday or a public holiday


@dataclass(frozen=True)
class Post(Span):
    """A turn that somebody must hold; `loads` says what holding it weighs."""

    night: date | None
    loads: frozenset[Load]

    @classmethod
    def of(cls, begin: datetime, end: datetime, rules: RestRules, holidays: Collection[date]) -> "Post":
        """These local hours, with what they weigh."""
        night, day = night_of(Span(begin, end), rules), begin.date()
        loads = {Load.TURNS}
        loads |= {Load.NIGHTS} if night else set()
        loads |= {Load.WEEKENDS} if day.weekday() in WEEKEND else set()
        loads |= {Load.FEASTS} if day.weekday() == FRIDAY or day in holidays else set()
        return cls(begin, end, night, frozenset(loads))


@dataclass(frozen=True)
class Wanted:
    """`posts` in the order of their hours, one after another; `around`: turns before and after that stand."""

    posts: tuple[Post, ...]
    members: tuple[int, ...]
    away: tuple[Away, ...]
    around: tuple[Held, ...]
    rules: RestRules
    weights: Mapping[Load, int]

    @cached_property
    def free(self) -> frozenset[tuple[int, int]]:
        """Which member may hold which post, by their numbers, whatever else they hold among the posts."""
        return frozenset(
            (member, number)
            for member in self.members
            for number in range(len(self.posts))
            if self.barred(member, number) is None
        )

    def barred(self, member: int, number: int) -> Fault | None:
        """Why a member cannot hold a post, whoever holds the others."""
        post = self.posts[number]
        if any(each.member == member and each.touches(post) for each in self.away):
            return Fault.AWAY
        if any(each.member == member and tires(each, post, self.rules) for each in self.around):
            return Fault.REST
        return None

    def nights_around(self, member: int) -> frozenset[date]:
        nights = (night_of(each, self.rules) for each in self.around if each.member == member)
        return frozenset(night for night in nights if night is not None)

    def shares(self, load: Load) -> dict[int, Fraction]:
        """What would be even: the whole in proportion to the posts each member may hold."""
        counted = [number for number, post in enumerate(self.posts) if load in post.loads]
        could = {member: sum((member, each) in self.free for each in counted) for member in self.members}
        whole = sum(could.values())
        return {m: Fraction(len(counted) * could[m], whole) if whole else Fraction(0) for m in self.members}


@dataclass(frozen=True)
class Made:
    """Who holds which post (none: nobody can), whether it is proven that nothing better exists.

    `missing` and `uneven` are what the plan costs, `missing_least` and `uneven_least` what any plan costs.
    """

    holders: tuple[int | None, ...]
    missing_least: float
    uneven: int
    uneven_least: float

    @property
    def missing(self) -> int:
        return self.holders.count(None)

    @property
    def proven(self) -> bool:
        return self.missing_least > self.missing - 1 and self.uneven_least > self.uneven - 1

    @property
    def may_cover(self) -> int:
        """How many more turns a plan could give to somebody, at the very most."""
        return self.missing - ceil(max(self.missing_least, 0))

    @property
    def may_even_out(self) -> int:
        """How much more even a plan could be, at the very most: hundredths of what is uneven in this one."""
        least = max(self.uneven_least, 0)
        return ceil(100 * (self.uneven - least) / self.uneven) if self.uneven > least else 0


def posts(
    first: date,
    last: date,
    changes: Callable[[date], Sequence[time]],
    *,
    zone: tzinfo,
    rules: RestRules,
    holidays: Collection[date],
) -> tuple[Post, ...]:
    """The turns from the first change of one day to that of the day after the last, without a gap.

    `changes` gives the local hours at which one turn follows another on a day.
    """
    days = [first + number * ONE_DAY for number in range((last - first).days + 2)]
    moments = [datetime.combine(day, hour, tzinfo=zone) for day in days for hour in sorted(changes(day))]
    end = datetime.combine(days[-1], min(changes(days[-1])), tzinfo=zone)
    return tuple(Post.of(begin, after, rules, holidays) for begin, after in pairwise(moments) if after <= end)


def tires(one: Span, other: Span, rules: RestRules) -> bool:
    """Whether nobody can hold both: they overlap, or too little rest lies between them."""
    before, after = sorted((one, other), key=lambda each: (each.starts_at, each.ends_at))
    return elapsed(before.ends_at, after.starts_at) < rules.rest


def tired(wanted: Wanted) -> Iterator[list[int]]:
    """Groups of posts of which one member holds one at most."""
    for number, post in enumerate(wanted.posts):
        group = [number]
        group += [
            each
            for each in range(number + 1, len(wanted.posts))
            if tires(post, wanted.posts[each], wanted.rules)
        ]
        if len(group) > 1:
            yield group


def night_runs(wanted: Wanted) -> list[frozenset[date]]:
    """Each row of nights that is one too long."""
    length = wanted.rules.nights + 1
    nights = sorted({post.night for post in wanted.posts if post.night is not None})
    firsts = {night - number * ONE_DAY for night in nights for number in range(length)}
    return [frozenset(first + number * ONE_DAY for number in range(length)) for first in sorted(firsts)]


def counted(wanted: Wanted, holders: Sequence[int | None]) -> dict[int, dict[Load, int]]:
    """How much of each load each member holds."""
    found = {member: dict.fromkeys(Load, 0) for member in wanted.members}
    for post, holder in zip(wanted.posts, holders, strict=True):
        if holder is not None:
            for load in post.loads:
                found[holder][load] += 1
    return found


def unevenness(wanted: Wanted, holders: Sequence[int | None]) -> int:
    """What lies beyond the even share rounded up, short of it rounded down, by the weight of each load."""
    held, cost = counted(wanted, holders), 0
    for load, weight in wanted.weights.items():
        for member, share in wanted.shares(load).items():
            least, most = share.__floor__(), share.__ceil__()
            cost += weight * max(0, held[member][load] - most, least - held[member][load])
    return cost


def why_nobody(wanted: Wanted, holders: Sequence[int | None], number: int) -> dict[int, Fault]:
    """For a post without a holder, what keeps each member from it in this plan."""
    return {
        member: fault
        for member in wanted.members
        if (fault := wanted.barred(member, number) or _kept(wanted, holders, number, member)) is not None
    }


def _kept(wanted: Wanted, holders: Sequence[int | None], number: int, member: int) -> Fault | None:
    post = wanted.posts[number]
    theirs = [wanted.posts[place] for place, holder in enumerate(holders) if holder == member]
    if any(tires(each, post, wanted.rules) for each in theirs):
        return Fault.REST
    nights = {each.night for each in theirs} | {post.night} | set(wanted.nights_around(member))
    if post.night and any(post.night in run and run <= nights for run in night_runs(wanted)):
        return Fault.NIGHTS
    return None
