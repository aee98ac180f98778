"""What is read of rounds: those of a month, their route, their counts by service day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.rounds.models import Round, RoundStop, RoundTally
from jaras.rounds.rules import ROUTE_OPEN

Counts = dict[tuple[str, str], int]


def of_days(actor: Actor, first: str, last: str) -> list[Round]:
    """The rounds of these service days, the latest first."""
    rows = Round.objects.visible_to(actor).within(first, last).select_related("leader")
    return list(rows.prefetch_related("stops"))


def mine(actor: Actor, *, until: datetime) -> list[Round]:
    """Rounds on which this member goes, planned until then or on the road."""
    me = actor.member_id or 0
    goes = Exists(Round.members.through.objects.filter(round=OuterRef("pk"), member=me))
    rows = Round.objects.visible_to(actor).filter(state__in=ROUTE_OPEN, starts_at__lt=until)
    return list(rows.filter(Q(leader=me) | goes))


def found(actor: Actor, pk: int) -> Round | None:
    return Round.objects.visible_to(actor).select_related("leader").filter(pk=pk).first()


def stops(of: Round) -> list[RoundStop]:
    """Its route: by planned hour, what was added on the way after it."""
    rows = list(of.stops.select_related("place__commune").defer("place__commune__boundary"))
    return sorted(rows, key=lambda stop: (stop.planned_at or stop.reached_at or _never(of), stop.pk))


def _never(of: Round) -> datetime:
    return of.starts_at.replace(year=9999)


def by_stop(rounds: Iterable[Round]) -> dict[int, Counts]:
    """What was counted at each stop of these."""
    return _counts(RoundTally.objects.filter(stop__round__in=[each.pk for each in rounds]), "stop")


def by_day(rounds: Iterable[Round]) -> dict[str, Counts]:
    """What was counted on each service day: all of a night stands on the day on which it began."""
    rows = RoundTally.objects.filter(stop__round__in=[each.pk for each in rounds])
    return _counts(rows, "stop__round__service_day")


def _counts(rows: QuerySet[RoundTally], by: str) -> dict[Any, Counts]:
    told: dict[Any, Counts] = defaultdict(dict)
    for key, kind, code, number in rows.order_by().values_list(by, "kind", "code").annotate(Sum("number")):
        if number:
            told[key][kind, code] = number
    return told


def total(counts: Iterable[Counts]) -> Counts:
    """Several counts together."""
    together: Counts = defaultdict(int)
    for each in counts:
        for key, number in each.items():
            together[key] += number
    return dict(together)


def reports_of(stops: Iterable[RoundStop], actor: Actor) -> dict[int, list[Report]]:
    """The reports that came of each stop, as far as this reader sees them."""
    ids = [stop.pk for stop in stops]
    told: dict[int, list[Report]] = defaultdict(list)
    for report in Report.objects.visible_to(actor).filter(met_on__stop__in=ids).select_related("met_on"):
        told[report.met_on.stop_id].append(report)
    return told
