"""A service as its organisation's page shows it."""

from dataclasses import dataclass
from datetime import datetime

from jaras.kernel.coded import Item
from jaras.partners.models import Service
from jaras.partners.queries import fee_in_words, for_whom, week
from jaras.partners.rules import Opening
from jaras.people.lists import languages


@dataclass(frozen=True)
class Line:
    """A service with what its reader wants at once: open or not, when, for whom."""

    service: Service
    opening: Opening
    hours: list[tuple[str, str]]
    for_whom: list[str]
    fee: str
    languages: list[Item]


def line_of(service: Service, at: datetime) -> Line:
    return Line(
        service,
        service.opening(at),
        list(week(service.spans)),
        list(for_whom(service)),
        fee_in_words(service),
        [item for item in languages() if item.code in service.languages],
    )
