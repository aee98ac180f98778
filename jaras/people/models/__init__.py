"""The tables of persons."""

from jaras.people.models.links import Link
from jaras.people.models.person import KIN_NAMES, NAMES, WORDS, Person, open_names

__all__ = ["KIN_NAMES", "NAMES", "WORDS", "Link", "Person", "open_names"]
