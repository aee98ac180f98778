"""Who takes a step of a life project."""

from enum import StrEnum


class Doer(StrEnum):
    PERSON = "person"
    REFERENT = "referent"
    MEMBER = "member"
    ORGANISATION = "organisation"
    OTHER = "other"  # somebody in words: a brother, the imam, a neighbour
