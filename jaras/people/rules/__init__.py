"""What is known of a person."""

from enum import StrEnum

from jaras.people.rules.birth import (
    ABOUT,
    ADULT,
    GUESSED,
    OLDEST,
    Age,
    Birth,
    NoBirth,
    age,
    birth_read,
    birth_written,
    born_about,
    day_unknown,
    is_child,
)
from jaras.people.rules.reaching import EMAIL, identity_normalised

__all__ = [
    "ABOUT",
    "ADULT",
    "EMAIL",
    "GUESSED",
    "OLDEST",
    "Age",
    "Birth",
    "Known",
    "NoBirth",
    "PeopleVerb",
    "Sex",
    "age",
    "birth_read",
    "birth_written",
    "born_about",
    "called",
    "day_unknown",
    "identity_normalised",
    "is_child",
    "known",
]


class Sex(StrEnum):
    FEMALE = "f"
    MALE = "m"
    UNKNOWN = ""


class Known(StrEnum):
    """How far a person is known: somebody met without a name is a person too."""

    KNOWN = "known"
    PARTLY = "partly"
    UNKNOWN = "unknown"


class PeopleVerb(StrEnum):
    READ = "people.read"
    REGISTER = "people.register"
    AMEND = "people.amend"
    MERGE = "people.merge"
    ASK = "people.ask"  # whether somebody is known elsewhere
    ANSWER = "people.answer"


def known(*, given_name: str, family_name: str, arabic_name: str, nickname: str = "") -> Known:
    if (given_name and family_name) or " " in arabic_name.strip():
        return Known.KNOWN
    return Known.PARTLY if given_name or family_name or arabic_name or nickname else Known.UNKNOWN


def called(*, latin: str, arabic: str, description: str, in_arabic: bool) -> str:
    """What to call somebody in the reader's script, else in the other, else how they were described."""
    return (arabic if in_arabic else "") or latin or arabic or description
