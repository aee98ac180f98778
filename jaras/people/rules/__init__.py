"""What is known of a person."""

from dataclasses import dataclass
from datetime import date
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


def called(*, latin: str, arabic: str, description: str, in_arabic: bool) -> str:
    """What to call somebody in the reader's script, else in the other, else how they were described."""
    return (arabic if in_arabic else "") or latin or arabic or description


@dataclass(frozen=True)
class Age:
    """How old somebody is; `about` when nobody knows the date."""

    years: int
    about: bool


def age(*, born_on: date | None, about: int | None, said_on: date | None, on: date) -> Age | None:
    """From the date of birth, else from the age that was said then: people grow older in files too."""
    if born_on is not None:
        return Age(on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day)), about=False)
    if about is None:
        return None
    return Age(about + ((on - said_on).days // 365 if said_on else 0), about=True)


ADULT = 18

ABOUT = 2  # years by which an age that was guessed may be wrong


def born_about(*, born_on: date | None, about: int | None, said_on: date | None) -> range | None:
    """The years in which somebody may be born: one where the date is known, some where an age was said."""
    if born_on is not None:
        return range(born_on.year, born_on.year + 1)
    if about is None or said_on is None:
        return None
    year = said_on.year - about
    return range(year - ABOUT, year + ABOUT + 1)
