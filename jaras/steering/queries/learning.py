"""What the team learns of its promises: how many were kept, how late, what stood in their way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet

from jaras.bells.models import Bell
from jaras.bells.rules import CARRIED, BellState
from jaras.governance.models import Member
from jaras.kernel.actor import Actor
from jaras.meetings.models import Meeting
from jaras.partners.models import Organisation
from jaras.steering.rules import LEAST, hidden

LATE = ExpressionWrapper(F("ended_at") - F("first_due_at"), output_field=DurationField())
IN_TIME = Q(state=BellState.DONE, ended_at__lte=F("first_due_at"))
TOO_LATE = Q(state=BellState.DONE, ended_at__gt=F("first_due_at"))


@dataclass(frozen=True)
class Tally:
    """Promises whose day has come: kept by the day first promised, kept later, still open."""

    kept: int
    late: int
    open: int
    delay: timedelta | None = None  # of those kept later, on average

    @property
    def number(self) -> int:
        return self.kept + self.late + self.open

    @property
    def rate(self) -> float | None:
        """The part kept by the day; of fewer than five nothing is told: chance, or one person."""
        return self.kept / self.number if self.number >= LEAST else None


@dataclass(frozen=True)
class Load:
    """What one member carries now, which roles they took since."""

    member: Member
    open: int
    roles: Mapping[str, int]


@dataclass(frozen=True)
class Learnt:
    whole: Tally
    roles: Mapping[str, Tally]  # by code; those of which too little is known are absent
    institutions: list[tuple[Organisation, Tally]]  # likewise
    blockers: Mapping[str, int]  # by code, the most frequent first
    meetings: int
    rung_there: int


def learnt(*, since: datetime, at: datetime) -> Learnt:
    """Of promises whose first day fell in this time; nothing that is shared with fewer is counted."""
    due = Bell.objects.shareable().filter(first_due_at__gte=since, first_due_at__lt=at)
    roles = {each["role"]: _tally(each) for each in _counted(due, "role")}
    by_organisation = {
        str(each["organisation"] or ""): _tally(each) for each in _counted(due, "organisation")
    }
    told = _told(by_organisation)
    named = Organisation.objects.filter(pk__in=[int(pk) for pk in told if pk])
    blocked = (
        Bell.objects.shareable()
        .exclude(blocker="")
        .filter(Q(is_open=True) | Q(ended_at__gte=since))
        .order_by()
        .values_list("blocker")
        .annotate(number=Count("pk"))
    )
    met = Meeting.objects.closed().filter(closed_at__gte=since)
    rung = Bell.objects.shareable().filter(of="meeting", row__in=met.order_by().values("pk"))
    return Learnt(
        whole=_sum(roles.values()),
        roles=_told(roles),
        institutions=[(each, told[str(each.pk)]) for each in named],
        blockers=dict(sorted(blocked, key=lambda each: (-each[1], each[0]))),
        meetings=met.count(),
        rung_there=rung.count(),
    )


def own(actor: Actor, *, since: datetime, at: datetime) -> Tally:
    """One's own promises, for oneself alone."""
    mine = Bell.objects.filter(who=actor.member_id, first_due_at__gte=since, first_due_at__lt=at)
    found = _counted(mine, "who")
    return _tally(found[0]) if found else Tally(0, 0, 0)


def loads(actor: Actor, *, since: datetime) -> list[Load]:
    """Who carries how much now, in the order of names: to share out what comes, never to rank."""
    rows = Bell.objects.shareable().order_by().values("who", "role")
    counted = rows.annotate(
        open=Count("pk", filter=Q(state__in=CARRIED)), taken=Count("pk", filter=Q(rung_at__gte=since))
    ).filter(Q(state__in=CARRIED) | Q(rung_at__gte=since))
    open_now: dict[int, int] = {}
    roles: dict[int, dict[str, int]] = {}
    for each in counted:
        open_now[each["who"]] = open_now.get(each["who"], 0) + each["open"]
        taken = roles.setdefault(each["who"], {})
        taken[each["role"]] = taken.get(each["role"], 0) + each["taken"]
    members = Member.objects.visible_to(actor).active().filter(pk__in=roles)
    found = [Load(each, open_now[each.pk], roles[each.pk]) for each in members]
    return sorted(found, key=lambda each: each.member.called.casefold())


def _told(tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    """Without those that are small, nor those from which a small one could be subtracted."""
    numbers = {key: each.number for key, each in tallies.items()}
    kept_back = hidden(numbers, adds_up=True)
    return {key: each for key, each in tallies.items() if each.number and key not in kept_back}


def _counted(rows: QuerySet[Bell], by: str) -> list[dict[str, Any]]:
    return list(
        rows.order_by()
        .values(by)
        .annotate(
            kept=Count("pk", filter=IN_TIME),
            late=Count("pk", filter=TOO_LATE),
            open=Count("pk", filter=Q(state__in=CARRIED)),
            delay=Avg(LATE, filter=TOO_LATE),
        )
    )


def _tally(found: Mapping[str, Any]) -> Tally:
    return Tally(found["kept"], found["late"], found["open"], found["delay"])


def _sum(parts: Iterable[Tally]) -> Tally:
    kept = late = waiting = 0
    delay = timedelta()
    for each in parts:
        kept, late, waiting = kept + each.kept, late + each.late, waiting + each.open
        delay += each.late * (each.delay or timedelta())
    return Tally(kept, late, waiting, delay / late if late else None)
