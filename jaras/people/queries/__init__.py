"""What people read of persons."""

from jaras.people.queries.finding import MOST_FOUND, found, found_also, named, newest, with_telephone
from jaras.people.queries.links import decided_apart, link_between, links, links_of

__all__ = [
    "MOST_FOUND",
    "decided_apart",
    "found",
    "found_also",
    "link_between",
    "links",
    "links_of",
    "named",
    "newest",
    "with_telephone",
]
