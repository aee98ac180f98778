"""What an address asks of the board: when, which unit, kept to what."""

from datetime import datetime

from django.utils.timezone import localdate

from jaras.steering import queries
from jaras.steering.queries import LONGEST, Wanted, is_filter
from jaras.steering.rules import Month, Period, Unit
from jaras.web.shell.request import Request


def wanted(request: Request) -> Wanted:
    """This month of interventions, unless the address says otherwise; what is in no list is not asked."""
    given = request.GET
    period = queries.read_period(given.get("from", ""), given.get("to", ""), Month.of(localdate()))
    if not queries.may_ask(request.actor, period):
        period = Period(period.first, period.first)
    unit = given.get("unit", "")
    kept = given.get("kept", "")
    return Wanted(
        period=period,
        unit=Unit(unit) if unit in set(Unit) else Unit.INTERVENTIONS,
        kept=kept if is_filter(kept) else "",
        shares=queries.shares_of(request.actor),
    )


def parameters(wanted: Wanted) -> dict[str, str]:
    """The same as an address."""
    period = wanted.period
    single = period.first == period.last
    return {
        "from": f"{period.first.year}" if period.is_year else str(period.first),
        "to": "" if single or period.is_year else str(period.last),
        "unit": "" if wanted.unit is Unit.INTERVENTIONS else wanted.unit,
        "kept": wanted.kept,
    }


def months(first: Month, at: datetime) -> list[Month]:
    """The months to choose from, the newest first."""
    last = Month.of(at.date())
    return [last.plus(-number) for number in range(min(LONGEST, Period(first, last).length))]
