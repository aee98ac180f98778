"""The decisions of the directory: its verbs, its hours."""

from jaras.partners.rules.hours import Hours, Opening, Unreadable, line_of_day, opening, overlap, read_day
from jaras.partners.rules.verbs import PartnersVerb

__all__ = [
    "Hours",
    "Opening",
    "PartnersVerb",
    "Unreadable",
    "line_of_day",
    "opening",
    "overlap",
    "read_day",
]
