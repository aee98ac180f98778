"""The tables of persons."""

from jaras.people.models.person import NAMES, WORDS, Person, open_names

__all__ = ["NAMES", "WORDS", "Person", "open_names"]
