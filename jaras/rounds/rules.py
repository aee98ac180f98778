"""To which service day a round belongs, how it goes."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from jaras.governance.rules import service_day
from jaras.kernel.workflow import Move, Workflow, register


class RoundsVerb(StrEnum):
    READ = "rounds.read"
    PLAN = "rounds.plan"  # make a round with its team and its route, cancel it
    WORK = "rounds.work"  # start it, say whom one met, end it


class RoundState(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    ENDED = "ended"
    CANCELLED = "cancelled"


ROUND = register(
    Workflow(
        subject="round",
        states=RoundState,
        initial=RoundState.PLANNED,
        moves=(
            Move("start", (RoundState.PLANNED,), RoundState.UNDER_WAY),
            Move("end", (RoundState.UNDER_WAY,), RoundState.ENDED),
            Move("cancel", (RoundState.PLANNED,), RoundState.CANCELLED),
        ),
    )
)
ROUTE_OPEN = (RoundState.PLANNED, RoundState.UNDER_WAY)
COUNTED = (RoundState.UNDER_WAY, RoundState.ENDED)  # what was counted wrong is corrected afterwards too


class TallyKind(StrEnum):
    """What one press counts."""

    MET = "met"  # a person, by group: together they are those met
    PUBLIC = "public"  # to which public somebody met belongs: may be none, may be two
    GIVEN = "given"
    REFUSED = "refused"  # what somebody met did not want


def day_of(local: datetime, changes: Callable[[date], Iterable[time]]) -> str:
    """The service day of the watch in whose hours this moment falls: after midnight, that of the evening."""
    for number in (0, 1):
        day = local.date() - timedelta(days=number)
        for hour in sorted(changes(day), reverse=True):
            began = datetime.combine(day, hour, tzinfo=local.tzinfo)
            if began <= local:
                return service_day(began)
    return service_day(local)


def at_hour(starts_at: datetime, hour: time) -> datetime:
    """The first time this hour comes after a local start: a route goes on beyond midnight."""
    moment = datetime.combine(starts_at.date(), hour, tzinfo=starts_at.tzinfo)
    return moment if moment >= starts_at else moment + timedelta(days=1)
