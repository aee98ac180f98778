"""What is known of a person."""

from enum import StrEnum


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


def known(*, given_name: str, family_name: str, arabic_name: str) -> Known:
    if (given_name and family_name) or " " in arabic_name.strip():
        return Known.KNOWN
    return Known.PARTLY if given_name or family_name or arabic_name else Known.UNKNOWN
