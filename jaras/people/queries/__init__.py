"""What people read of persons."""

from jaras.people.queries.asking import asked_by, inquiries, meant
from jaras.people.queries.finding import named, newest, with_telephone
from jaras.people.queries.known import LEAST_LIKELY, Candidate, Identifiers, about, identified_by, known
from jaras.people.queries.links import answered_about, decided_apart, link_between, links, links_of
from jaras.people.queries.merging import merged_into, merges_of, preview
from jaras.people.queries.reaching import (
    Number,
    behind,
    identities,
    identity_digest,
    numbers,
    written_numbers,
)
from jaras.people.queries.relations import Danger, Home, Tie, dangers, home, kind_in_words, ties
from jaras.people.queries.searching import A_PAGE, MOST_FOUND, Answer, Match, found, found_also, searched

__all__ = [
    "A_PAGE",
    "LEAST_LIKELY",
    "MOST_FOUND",
    "Answer",
    "Candidate",
    "Danger",
    "Home",
    "Identifiers",
    "Match",
    "Number",
    "Tie",
    "about",
    "answered_about",
    "asked_by",
    "behind",
    "dangers",
    "decided_apart",
    "found",
    "found_also",
    "home",
    "identified_by",
    "identities",
    "identity_digest",
    "inquiries",
    "kind_in_words",
    "known",
    "link_between",
    "links",
    "links_of",
    "meant",
    "merged_into",
    "merges_of",
    "named",
    "newest",
    "numbers",
    "preview",
    "searched",
    "ties",
    "with_telephone",
    "written_numbers",
]
