"""What somebody may ask of the board: when, which unit, kept to what."""

from jaras.intake.lists import channels
from jaras.kernel.actor import Actor
from jaras.kernel.coded import CodedList
from jaras.partners.lists import poles
from jaras.people.lists import target_groups
from jaras.steering.lists import origins
from jaras.steering.queries.telling import sees_lists
from jaras.steering.rules import FILTERS, Dimension, Month, Period
from jaras.steering.rules.cells import value_of
from jaras.territory import queries as territory

LONGEST = 120  # months


def may_ask(actor: Actor, period: Period) -> bool:
    """Whoever may not see the lists asks for one month or one whole year: two periods that overlap would tell
    by subtraction what each of them hides."""
    return sees_lists(actor) or period.is_year or period.length == 1


def read_period(first: str, last: str, this_month: Month) -> Period:
    """A year, a month, or from one to another; what is not a month is this one."""
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
