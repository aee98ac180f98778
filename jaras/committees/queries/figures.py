"""What committees did in a year, as numbers that name nobody; small ones are hidden where they are told."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Min
from django.utils import timezone

from jaras.bells.rules import kept
from jaras.committees.models import Session, SessionItem, Undertaking
from jaras.committees.rules import SessionState


@dataclass(frozen=True)
class Figures:
    """Sessions that closed, the files before them by month, by pole, by public; what was promised."""

    sessions: int = 0
    items: int = 0
    months: Counter[int] = field(default_factory=Counter)
    poles: Counter[str] = field(default_factory=Counter)
    publics: Counter[str] = field(default_factory=Counter)
    promises: Counter[str] = field(default_factory=Counter)


def figures(year: int, *, at: datetime) -> Figures:
    """Of every file, whoever sees it: three queries."""
    zone = timezone.get_current_timezone()
    begin, end = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    within = {"closed_at__gte": begin, "closed_at__lt": end, "state": SessionState.CLOSED}
    there = {f"session__{name}": value for name, value in within.items()}
    months: Counter[int] = Counter()
    poles: Counter[str] = Counter()
    publics: Counter[str] = Counter()
    rows = SessionItem.objects.filter(**there).order_by()
    for closed_at, of_poles, of_publics in rows.values_list(
        "session__closed_at", "case__poles", "case__target_groups"
    ):
        months[timezone.localtime(closed_at).month] += 1
        poles.update(set(of_poles))
        publics.update(set(of_publics))
    promises: Counter[str] = Counter()
    made = Undertaking.objects.filter(**{f"item__{name}": value for name, value in there.items()})
    for state, ended_at, due_at in made.values_list("bell__state", "bell__ended_at", "bell__due_at"):
        was = kept(state=state, ended_at=ended_at, due_at=due_at, at=at)
        promises["open" if was is None else "kept" if was else "late"] += 1
    sessions = Session.objects.filter(**within).count()
    return Figures(sessions, sum(months.values()), months, poles, publics, promises)


def first_year(*, at: datetime) -> int:
    first = Session.objects.filter(state=SessionState.CLOSED).aggregate(first=Min("closed_at"))["first"]
    return timezone.localtime(first or at).year
