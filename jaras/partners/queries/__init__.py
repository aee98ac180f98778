"""The directory, the board of places as they are read."""

from jaras.partners.queries.asked_sites import site_of_number, sites_to_ask
from jaras.partners.queries.confirmations import (
    asked_by,
    corrections,
    is_open,
    link_of,
    to_ask,
    whoever_was_asked,
)
from jaras.partners.queries.consulted import Helper, Sought, consulted
from jaras.partners.queries.directory import Wanted, cell, found, listed, on_call, services_of
from jaras.partners.queries.door import site_of, staff_of, token_of
from jaras.partners.queries.lines import Line, line_of
from jaras.partners.queries.names import known_before
from jaras.partners.queries.opening import openings
from jaras.partners.queries.places import (
    Asked,
    Counts,
    OnBoard,
    Spot,
    Takes,
    board,
    codes_with_places,
    counts,
    free_of,
    free_units,
    on_board,
    run_out,
    sites_of,
)
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
from jaras.partners.queries.words import fee_in_words, for_whom, sex_and_ages, week

__all__ = [
    "Asked",
    "Capacity",
    "Counts",
    "Helper",
    "Kept",
    "Line",
    "OnBoard",
    "Sought",
    "Spot",
    "Takes",
    "Wanted",
    "asked_by",
    "board",
    "capacities",
    "cell",
    "codes_with_places",
    "consulted",
    "corrections",
    "counts",
    "fee_in_words",
    "for_whom",
    "found",
    "free_of",
    "free_units",
    "given_at",
    "is_open",
    "known_before",
    "line_of",
    "link_of",
    "listed",
    "on_board",
    "on_call",
    "openings",
    "published_organisations",
    "published_services",
    "published_sites",
    "quality_of",
    "run_out",
    "services_of",
    "sex_and_ages",
    "site_of",
    "site_of_number",
    "sites_of",
    "sites_to_ask",
    "staff_of",
    "to_ask",
    "token_of",
    "week",
    "whoever_was_asked",
]
