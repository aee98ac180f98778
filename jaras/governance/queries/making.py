"""The problem of a draft as the tables tell it; the answer beside what stands."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from jaras.governance.models import Member, RosterDraft, Turn
from jaras.governance.queries.absences import away, held
from jaras.governance.roles import duties, duty, load_weights, rest_rules, template_changes
from jaras.governance.rules.making import Load, Made, Post, Wanted, counted, posts
from jaras.governance.rules.rest import Fault
from jaras.governance.rules.roster import Span
from jaras.kernel.actor import SYSTEM, Actor
from jaras.territory.lists import holidays

LATEST = 5


def wanted(draft: RosterDraft, *, at: datetime) -> Wanted:
    """Turns that have not begun, two seats for a night in pairs; those that stand around count for rest."""
    rules, zone = rest_rules(), timezone.get_default_timezone()

    def changes(day: date) -> Sequence[time]:
        return template_changes(draft.template, day)

    every = posts(draft.first, draft.last, changes, zone=zone, rules=rules, holidays=holidays())
    ahead = tuple(
        post
        for post in every
        if post.starts_at > at
        for _seat in range(2 if duty(draft.duty).pair_at_night and post.night else 1)
    )
    members = tuple(Member.objects.active().filter(pk__in=draft.members).values_list("pk", flat=True))
    if not ahead:
        return Wanted((), members, (), (), rules, load_weights())
    begin, end = ahead[0].starts_at, ahead[-1].ends_at
    margin = rules.looks_back
    near = Turn.objects.planned().filter(member__in=members).within(begin - margin, end + margin)
    on_site = [item.code for item in duties() if not duty(item.code).on_call]
    near = near.filter(duty__in=on_site)
    around = near.exclude(replaced(begin, end), duty=draft.duty).order_by("starts_at", "id")
    absent = away(SYSTEM, begin.date(), end.date())
    return Wanted(ahead, members, tuple(absent), tuple(held(turn) for turn in around), rules, load_weights())


def replaced(begin: datetime, end: datetime) -> Q:
    """The turns in whose place a plan of these hours comes."""
    return Q(starts_at__gte=begin, starts_at__lt=end)


@dataclass(frozen=True)
class Line:
    """One turn that is proposed: whose it would be, whom it takes it from, why nobody can hold it."""

    span: Span
    member: Member | None
    before: list[Member]
    why: list[tuple[Member, Fault]]
    seats: int = 1  # how many are proposed in these hours
    stays: Member | None = None  # nobody can take it: whoever is planned there in these hours stays

    @property
    def stands(self) -> bool:
        """Whether the same member is planned there already, with nobody more than is proposed."""
        pks = [each.pk for each in self.before]
        return self.member is not None and self.member.pk in pks and len(pks) <= self.seats


@dataclass(frozen=True)
class Share:
    """What one member would hold, what they hold as it stands."""

    member: Member
    proposed: dict[Load, int]
    now: dict[Load, int]


@dataclass(frozen=True)
class Proposal:
    """A draft as it is read: its turns beside those that stand, what each member holds."""

    draft: RosterDraft
    lines: list[Line]
    shares: list[Share]
    made: Made

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if line.member is None]

    @property
    def changes(self) -> int:
        return sum(
            not line.stands and line.stays is None for line in self.lines if line.member or line.before
        )


def proposal(draft: RosterDraft) -> Proposal:
    """What is proposed: three questions, however long the plan."""
    spans = [Span(_local(row[0]), _local(row[1])) for row in draft.plan]
    holders: list[int | None] = [row[2] for row in draft.plan]
    standing = _standing(spans, draft.duty)
    seats = Counter(spans)
    known = Member.objects.in_bulk({*draft.members, *(turn.member_id for turn in standing)})
    lines = [
        Line(
            span,
            known.get(holder or 0),
            [known[turn.member_id] for turn in standing if _same(turn, span)],
            [(known[int(pk)], Fault(why)) for pk, why in row[3].items() if int(pk) in known],
            seats[span],
            None if holder else _staying(span, standing, known),
        )
        for span, holder, row in zip(spans, holders, draft.plan, strict=True)
    ]
    made = Made(
        tuple(holders),
        _known(draft.missing_least),
        draft.uneven,
        _known(draft.uneven_least),
    )
    return Proposal(draft, lines, _shares(draft, known, spans, holders, standing), made)


def _known(least: float | None) -> float:
    return float("-inf") if least is None else least


def _local(said: str) -> datetime:
    return timezone.localtime(datetime.fromisoformat(said))


def _standing(spans: Sequence[Span], of: str) -> list[Turn]:
    if not spans:
        return []
    rows = Turn.objects.planned().of(of).filter(replaced(spans[0].starts_at, spans[-1].ends_at))
    return list(rows.defer("note", "key").order_by("starts_at", "id"))


def _staying(span: Span, standing: Collection[Turn], known: dict[int, Member]) -> Member | None:
    there = [turn for turn in standing if (turn.starts_at, turn.ends_at) == (span.starts_at, span.ends_at)]
    return known[there[0].member_id] if there else None


def _same(turn: Turn, span: Span) -> bool:
    """A turn that stands is compared with the one proposed in which it begins."""
    return span.starts_at <= turn.starts_at < span.ends_at


def _shares(
    draft: RosterDraft,
    known: dict[int, Member],
    spans: Sequence[Span],
    holders: Sequence[int | None],
    standing: Collection[Turn],
) -> list[Share]:
    proposed = _loads(draft.members, [(span, holder) for span, holder in zip(spans, holders, strict=True)])
    now = _loads(draft.members, [(held(turn), turn.member_id) for turn in standing])
    found = [Share(known[pk], proposed[pk], now[pk]) for pk in draft.members if pk in known]
    return sorted(found, key=lambda share: share.member.called)


def _loads(members: Sequence[int], turns: Sequence[tuple[Span, int | None]]) -> dict[int, dict[Load, int]]:
    rules, days = rest_rules(), holidays()
    weighed = tuple(Post.of(span.starts_at, span.ends_at, rules, days) for span, _holder in turns)
    said = Wanted(weighed, tuple(members), (), (), rules, load_weights())
    return counted(said, [holder if holder in members else None for _span, holder in turns])


def held_by_each(turns: Sequence[Turn]) -> list[tuple[Member, dict[Load, int]]]:
    """What each member holds of these turns, their members read already."""
    members = {turn.member_id: turn.member for turn in turns}
    loads = _loads(list(members), [(held(turn), turn.member_id) for turn in turns])
    return sorted(((members[pk], load) for pk, load in loads.items()), key=lambda each: each[0].called)


def latest(actor: Actor) -> list[RosterDraft]:
    """The last rosters that were asked for."""
    return list(RosterDraft.objects.visible_to(actor).defer("plan").select_related("asked_by")[:LATEST])
