"""In which cells one counted thing stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from jaras.steering.rules.months import Month
from jaras.steering.rules.units import FILTERS, Unit

WHOLE = ""  # the tag of what is not told apart
_FILTERS = tuple(f"{dimension}:" for dimension in FILTERS)


@dataclass(frozen=True, slots=True)
class Fact:
    """How one thing is counted: when, how much, under which tags (`pole:MED`)."""

    at: datetime  # in the hour of the territory
    amount: int
    tags: tuple[str, ...]
    share: str = "ordinary"  # to whom it is counted: `restricted`, `sealed.violence`


def tags(values: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Each value of each dimension as one word, in order; a dimension without any says so: `commune:`."""
    return tuple(
        sorted(
            f"{dimension}:{value}" for dimension, found in values.items() for value in (set(found) or {""})
        )
    )


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One row of figures: a unit, a month or a year, perhaps kept to one value."""

    unit: str
    period: str
    kept: str
    share: str = "ordinary"

    @property
    def key(self) -> str:
        return f"{self.unit} {self.period} {self.kept} {self.share}"


def places(unit: Unit, fact: Fact) -> Iterator[Place]:
    """The rows of figures that this fact moves."""
    month = Month.of(fact.at.date())
    for kept in (WHOLE, *(tag for tag in fact.tags if tag.startswith(_FILTERS))):
        yield Place(unit, str(month), kept, fact.share)
        yield Place(unit, f"{month.year:04}", kept, fact.share)


def value_of(tag: str) -> tuple[str, str]:
    dimension, _colon, value = tag.partition(":")
    return dimension, value


def by_dimension(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """The counts of one row of figures, dimension by dimension."""
    told = sorted((*value_of(tag), number) for tag, number in counts.items() if tag != WHOLE)
    return {
        dimension: {value: number for _dimension, value, number in rows}
        for dimension, rows in groupby(told, key=lambda row: row[0])
    }
