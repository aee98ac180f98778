"""The directory as it is read: by those who work with it, by anybody."""

from jaras.partners.queries.consulted import Helper, Sought, consulted
from jaras.partners.queries.directory import Wanted, cell, found, listed, on_call, services_of
from jaras.partners.queries.lines import Line, line_of
from jaras.partners.queries.published import (
    Capacity,
    Kept,
    capacities,
    given_at,
    published_organisations,
    published_services,
    published_sites,
)
from jaras.partners.queries.standing import quality_of
from jaras.partners.queries.words import fee_in_words, for_whom, week

__all__ = [
    "Capacity",
    "Helper",
    "Kept",
    "Line",
    "Sought",
    "Wanted",
    "capacities",
    "cell",
    "consulted",
    "fee_in_words",
    "for_whom",
    "found",
    "given_at",
    "line_of",
    "listed",
    "on_call",
    "published_organisations",
    "published_services",
    "published_sites",
    "quality_of",
    "services_of",
    "week",
]
