"""What people read of persons."""

from jaras.people.queries.finding import MOST_FOUND, found, found_also, named, newest, with_telephone
from jaras.people.queries.links import decided_apart, link_between, links, links_of
from jaras.people.queries.reaching import (
    Number,
    behind,
    identities,
    identity_digest,
    numbers,
    written_numbers,
)
from jaras.people.queries.relations import Danger, Home, Tie, dangers, home, kind_in_words, ties

__all__ = [
    "MOST_FOUND",
    "Danger",
    "Home",
    "Number",
    "Tie",
    "behind",
    "dangers",
    "decided_apart",
    "found",
    "found_also",
    "home",
    "identities",
    "identity_digest",
    "kind_in_words",
    "link_between",
    "links",
    "links_of",
    "named",
    "newest",
    "numbers",
    "ties",
    "with_telephone",
    "written_numbers",
]
