"""What is read about the watch as it is planned: who comes next, hours nobody covers, swaps."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from jaras.governance.models import Member, Swap, Turn, Watch
from jaras.governance.queries.absences import away, faults, held
from jaras.governance.roles import WATCH_DUTY, duty, rest_rules, verbs_of
from jaras.governance.rules import SHORTEST_WATCH
from jaras.governance.rules.rest import Broken, night_of
from jaras.governance.rules.roster import Span, alone, gaps, overlaps
from jaras.kernel import keys
from jaras.kernel.actor import Actor
from jaras.kernel.prepared import prepared

MOST = 400  # turns of one reading: five weeks with ten a day


@dataclass(frozen=True)
class Day:
    """What begins on one day: turns, hours that nobody covers, that two cover, nights held alone."""

    date: date
    turns: list[Turn]
    gaps: list[Span]
    overlaps: list[Span]
    alone: list[Span]

    @property
    def lines(self) -> list[tuple[str, Turn | Span]]:
        """All of it by the hour at which it begins."""
        told: list[tuple[str, Turn | Span]] = [("turn", each) for each in self.turns]
        told += [("gap", each) for each in self.gaps]
        told += [("overlap", each) for each in self.overlaps]
        told += [("alone", each) for each in self.alone]
        return sorted(told, key=lambda line: line[1].starts_at)


@dataclass(frozen=True)
class Roster:
    """Some days of the plan; what is missing in all of them."""

    days: list[Day]
    faults: dict[int, list[Broken]]

    @property
    def broken(self) -> list[Broken]:
        """Every rule that a turn of these days breaks, in the order of the hours."""
        return [each for day in self.days for turn in day.turns for each in self.faults.get(turn.pk, ())]

    @property
    def gaps(self) -> list[Span]:
        return [gap for day in self.days for gap in day.gaps]

    @property
    def overlaps(self) -> list[Span]:
        return [each for day in self.days for each in day.overlaps]

    @property
    def alone(self) -> list[Span]:
        return [each for day in self.days for each in day.alone]


def roster(actor: Actor, *, first: date, days: int, at: datetime, of: str = WATCH_DUTY) -> Roster:
    """The plan of so many days of one duty; of today what is past already is left out."""
    start, end = _midnight(first), _midnight(first + timedelta(days=days))
    begin = min(end, max(start, at.replace(second=0, microsecond=0))) if first >= _local(at) else start
    back = rest_rules().looks_back  # what a turn breaks may have begun before the days that are shown
    around = _turns(Turn.objects.visible_to(actor).planned().within(begin - back, end))
    rules, known = rest_rules(), duty(of)
    turns = [turn for turn in around if turn.duty == of and turn.ends_at > begin]
    spans = [Span(turn.starts_at, turn.ends_at) for turn in turns]
    empty: list[Span] = []
    if known.covered and begin < end:
        empty = [cut for gap in gaps(spans, Span(begin, end)) for cut in _by_day(gap)]
    double = [each for each in overlaps(spans) if each.ends_at > at] if known.covered else []
    single: list[Span] = []
    if known.pair_at_night:
        single = alone(span for span in map(held, turns) if night_of(span, rules) is not None)
    absent = away(actor, first - back, first + timedelta(days=days))
    told = [empty, double, single]
    return Roster(
        [_day(first + timedelta(days=number), first, turns, *told) for number in range(days)],
        faults(around, absent, since=at),
    )


def _day(
    day: date, first: date, turns: list[Turn], empty: list[Span], double: list[Span], single: list[Span]
) -> Day:
    def begins(each: Turn | Span) -> bool:
        return max(_local(each.starts_at), first) == day

    return Day(
        day,
        [each for each in turns if begins(each)],
        [each for each in empty if begins(each)],
        [each for each in double if begins(each)],
        [each for each in single if begins(each)],
    )


def _by_day(gap: Span) -> Iterable[Span]:
    """A gap of several days is told on each of them."""
    start = gap.starts_at
    while start < gap.ends_at:
        end = min(gap.ends_at, _midnight(_local(start) + timedelta(days=1)))
        yield Span(start, end)
        start = end


def _local(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=timezone.get_default_timezone())


def _turns(rows: QuerySet[Turn], *, most: int = MOST) -> list[Turn]:
    found = list(rows.select_related("member").order_by("starts_at", "id")[:most])
    keys.prepare(turn.__dict__["note"] for turn in found)
    return found


def coming(actor: Actor, *, since: datetime, until: datetime, most: int) -> list[Turn]:
    """The turns of the watch in a while, as the sheet on paper tells them."""
    return _turns(Turn.objects.visible_to(actor).planned().of(WATCH_DUTY).within(since, until), most=most)


def next_turn(*, at: datetime) -> Turn | None:
    """Who is planned now or next, while nobody holds the watch."""
    return next(iter(_next_turn(at)), None)


@prepared
def _next_turn(at: datetime) -> QuerySet[Turn]:
    rows = Turn.objects.planned().of(WATCH_DUTY).filter(ends_at__gt=at)
    return rows.select_related("member").order_by("starts_at", "id")[:1]


def on_duty(actor: Actor, *, at: datetime) -> list[Turn]:
    """Whoever is planned at this instant, of every duty."""
    rows = Turn.objects.visible_to(actor).planned().filter(starts_at__lte=at, ends_at__gt=at)
    return list(rows.select_related("member").defer("note", "key").order_by("starts_at", "id"))


def on_call(poles: Collection[str], *, at: datetime) -> list[Member]:
    """Who is on call now for one of these poles."""
    rows = Turn.objects.planned().filter(duty__in=poles, starts_at__lte=at, ends_at__gt=at)
    turns = rows.select_related("member").defer("note", "key").order_by("starts_at", "id")
    return list({turn.member_id: turn.member for turn in turns if turn.member.is_active}.values())


def with_next(watches: QuerySet[Watch], *, at: datetime) -> QuerySet[Watch]:
    """Each watch with whoever is planned after it: one question, no more rows."""
    after = Turn.objects.planned().of(WATCH_DUTY).filter(ends_at__gt=at).filter(ends_at__gt=OuterRef("until"))
    after = after.order_by("starts_at", "id")
    return watches.annotate(
        next_name=Subquery(after.values("member__name")[:1]),
        next_name_ar=Subquery(after.values("member__name_ar")[:1]),
        next_at=Subquery(after.values("starts_at")[:1]),
    )


def planned_end(holder: Member, *, at: datetime) -> datetime | None:
    """When the turn ends that this member takes up now, a little early or late."""
    mine = Turn.objects.planned().of(WATCH_DUTY).filter(member=holder, starts_at__lte=at + SHORTEST_WATCH)
    return (
        mine.filter(ends_at__gte=at + SHORTEST_WATCH)
        .order_by("-ends_at")
        .values_list("ends_at", flat=True)
        .first()
    )


def mine(actor: Actor, *, since: datetime, until: datetime) -> list[Turn]:
    """My own turns of a while."""
    found = _mine(actor.member_id or 0, since, until)
    keys.prepare(turn.__dict__["note"] for turn in found)
    return found


@prepared
def _mine(member: int, since: datetime, until: datetime) -> QuerySet[Turn]:
    return Turn.objects.planned().filter(member_id=member).within(since, until).order_by("starts_at", "id")


def asked_of_me(actor: Actor, *, at: datetime) -> list[Swap]:
    """Colleagues who wait for my answer."""
    found = _asked_of(actor.member_id or 0, at)
    keys.prepare(swap.__dict__["note"] for swap in found)
    return found


@prepared
def _asked_of(member: int, at: datetime) -> QuerySet[Swap]:
    rows = Swap.objects.waiting().filter(asked_of_id=member, turn__starts_at__gt=at)
    return rows.select_related("asked_by", "turn", "in_return").order_by("turn__starts_at", "id")


def swaps_waiting(actor: Actor, *, at: datetime) -> list[Swap]:
    """What I asked, what I was asked, about turns that are still to come."""
    rows = Swap.objects.visible_to(actor).waiting().filter(turn__starts_at__gt=at)
    mine = Q(asked_by_id=actor.member_id or 0) | Q(asked_of_id=actor.member_id or 0)
    names = ("asked_by", "asked_of", "turn", "in_return")
    found = list(rows.filter(mine).select_related(*names).order_by("turn__starts_at", "id")[:MOST])
    keys.prepare(swap.__dict__["note"] for swap in found)
    return found


@dataclass(frozen=True)
class Offer:
    """A colleague who may be asked; against one of their turns, or for nothing."""

    member: Member
    in_return: Turn | None


def offers(turn: Turn, actor: Actor, *, at: datetime) -> list[Offer]:
    """Who may be asked for a swap of this turn: each colleague alone, then with the turns they hold."""
    until = turn.ends_at + timedelta(days=14)
    theirs = Turn.objects.visible_to(actor).planned().of(turn.duty)
    theirs = theirs.filter(starts_at__gt=at, starts_at__lt=until)
    others = _turns(theirs.exclude(member_id=turn.member_id))
    colleagues = [
        member
        for member in Member.objects.visible_to(actor).active().exclude(pk=turn.member_id)
        if duty(turn.duty).verb in verbs_of(tuple(member.roles))
    ]
    return [
        offer
        for member in colleagues
        for offer in [
            Offer(member, None),
            *(Offer(member, each) for each in others if each.member_id == member.pk),
        ]
    ]
