"""A service as its organisation's page shows it."""

from dataclasses import dataclass
from datetime import datetime

from jaras.partners.models import Service
from jaras.partners.queries import for_whom, week
from jaras.partners.rules import Opening


@dataclass(frozen=True)
class Line:
    """A service with what its reader wants at once: open or not, when, for whom."""

    service: Service
    opening: Opening
    hours: list[tuple[str, str]]
    for_whom: list[str]


def line_of(service: Service, at: datetime) -> Line:
    return Line(service, service.opening(at), list(week(service.spans)), list(for_whom(service)))
