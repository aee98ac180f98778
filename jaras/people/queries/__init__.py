"""What people read of persons."""

from jaras.people.queries.finding import MOST_FOUND, found, found_also, named, newest, with_telephone

__all__ = ["MOST_FOUND", "found", "found_also", "named", "newest", "with_telephone"]
