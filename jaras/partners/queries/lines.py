"""A service as its readers want it at once: open or not, when, for whom, for how much."""

from dataclasses import dataclass
from datetime import datetime

from jaras.kernel.coded import Item
from jaras.partners.models import Service
from jaras.partners.queries.words import fee_in_words, for_whom, week
from jaras.partners.rules import Opening
from jaras.people.lists import languages


@dataclass(frozen=True)
class Line:
    """One service in the words of the reader."""

    service: Service
    opening: Opening
    hours: list[tuple[str, str]]
    in_ramadan: list[tuple[str, str]]
    for_whom: list[str]
    fee: str
    languages: list[Item]


def line_of(service: Service, at: datetime) -> Line:
    """`hours` must have been read with it in lists."""
    return Line(
        service,
        service.opening(at),
        list(week(service.spans)),
        list(week(service.ramadan_spans)),
        list(for_whom(service)),
        fee_in_words(service),
        [item for item in languages() if item.code in service.languages],
    )
