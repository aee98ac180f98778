"""The decisions of the directory: its verbs, its hours, its names elsewhere."""

from jaras.partners.rules.hours import (
    Calendar,
    Hours,
    Opening,
    Timetable,
    Unreadable,
    line_of_day,
    opening,
    overlap,
    read_day,
)
from jaras.partners.rules.identifiers import identifier, namespace_of
from jaras.partners.rules.verbs import PartnersVerb

__all__ = [
    "Calendar",
    "Hours",
    "Opening",
    "PartnersVerb",
    "Timetable",
    "Unreadable",
    "identifier",
    "line_of_day",
    "namespace_of",
    "opening",
    "overlap",
    "read_day",
]
