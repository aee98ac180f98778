"""What an address asks of the board: when, which unit, kept to what."""

from datetime import datetime

from django.utils.timezone import localdate

from jaras.intake.lists import channels
from jaras.kernel.coded import CodedList
from jaras.partners.lists import poles
from jaras.people.lists import target_groups
from jaras.steering import queries
from jaras.steering.lists import origins
from jaras.steering.queries import Wanted
from jaras.steering.rules import FILTERS, Dimension, Month, Period, Unit
from jaras.steering.rules.cells import value_of
from jaras.territory import queries as territory
from jaras.web.shell.request import Request

LONGEST = 120  # months


def wanted(request: Request) -> Wanted:
    """This month of interventions, unless the address says otherwise; what is in no list is not asked.

    Whoever may not see the lists asks for one month or one whole year: two periods that overlap would tell
    by subtraction what each of them hides.
    """
    given = request.GET
    this_month = Month.of(localdate())
    period = _period(given.get("from", ""), given.get("to", ""), this_month)
    if not queries.sees_lists(request.actor) and not period.is_year:
        period = Period(period.first, period.first)
    unit = given.get("unit", "")
    kept = given.get("kept", "")
    return Wanted(
        period=period,
        unit=Unit(unit) if unit in set(Unit) else Unit.INTERVENTIONS,
        kept=kept if is_filter(kept) else "",
    )


def _period(first: str, last: str, this_month: Month) -> Period:
    if len(first) == 4 and (month := Month.read(f"{first}-01")):
        return Period(month, month.plus(11))
    begins = min(Month.read(first) or this_month, this_month)
    ends = min(Month.read(last) or begins, this_month)
    period = Period(min(begins, ends), max(begins, ends))
    return period if period.length <= LONGEST else Period(period.last.plus(1 - LONGEST), period.last)


def is_filter(tag: str) -> bool:
    """Whether this is a value that a board may be kept to."""
    dimension, value = value_of(tag)
    if dimension == Dimension.COMMUNE:
        return territory.commune_of_code(value) is not None
    return dimension in FILTERS and value in listed(Dimension(dimension))


def listed(dimension: Dimension) -> CodedList:
    """The coded list of a dimension."""
    return {
        Dimension.POLE: poles,
        Dimension.PUBLIC: target_groups,
        Dimension.ORIGIN: origins,
        Dimension.CHANNEL: channels,
    }[dimension]()


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
