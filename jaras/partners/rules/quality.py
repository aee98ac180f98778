"""How far an entry of the directory can be relied on: a number of a hundred, with what it lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from jaras.partners.rules.conventions import Standing

STAYS_FRESH = timedelta(days=90)
GROWS_OLD = timedelta(days=180)


class Lack(StrEnum):
    """What would make an entry better."""

    OTHER_NAME = "other_name"
    TELEPHONE = "telephone"
    EMAIL = "email"
    COMMUNE = "commune"
    SERVICES = "services"
    HOURS = "hours"
    FOR_WHOM = "for_whom"
    LANGUAGES = "languages"
    FEE = "fee"
    CONVENTION_OVER = "convention_over"
    CONVENTION_ENDS = "convention_ends"
    NEVER_CONFIRMED = "never_confirmed"
    OLD = "old"


@dataclass(frozen=True)
class Given:
    """What is known of one service."""

    hours: bool
    for_whom: bool
    languages: bool
    fee: bool


@dataclass(frozen=True)
class Entry:
    """What is known of an organisation.

    `age` is since somebody there confirmed it; `convention` what of its conventions waits to be renewed.
    """

    names: int
    telephone: bool
    email: bool
    commune: bool
    services: Sequence[Given]
    age: timedelta | None
    convention: Standing | None = None


@dataclass(frozen=True)
class Quality:
    """Points of a hundred; what is lacking, the heaviest first."""

    score: int
    lacks: tuple[Lack, ...]


def quality(entry: Entry) -> Quality:
    """A lack of some services costs its share; together the points are a hundred.

    A convention to renew costs beyond them, for nothing is lacking where none was concluded.
    """
    lost = [
        (Lack.OTHER_NAME, 5.0 if entry.names < 2 else 0.0),
        (Lack.TELEPHONE, 0.0 if entry.telephone else 15.0),
        (Lack.EMAIL, 0.0 if entry.email else 10.0),
        (Lack.COMMUNE, 0.0 if entry.commune else 5.0),
        _age(entry.age),
        *_services(entry.services),
        (Lack.CONVENTION_OVER, 5.0 if entry.convention is Standing.OVER else 0.0),
        (Lack.CONVENTION_ENDS, 2.0 if entry.convention is Standing.ENDS_SOON else 0.0),
    ]
    lacks = [(lack, points) for lack, points in lost if points]
    lacks.sort(key=lambda each: -each[1])
    points = round(100 - sum(points for _lack, points in lacks))
    return Quality(max(points, 0), tuple(lack for lack, _points in lacks))


def _age(age: timedelta | None) -> tuple[Lack, float]:
    if age is None:
        return Lack.NEVER_CONFIRMED, 20.0
    if age <= STAYS_FRESH:
        return Lack.OLD, 0.0
    return Lack.OLD, 10.0 if age <= GROWS_OLD else 20.0


def _services(services: Sequence[Given]) -> list[tuple[Lack, float]]:
    if not services:
        return [(Lack.SERVICES, 45.0)]
    weights = {Lack.HOURS: 20.0, Lack.FOR_WHOM: 10.0, Lack.LANGUAGES: 5.0, Lack.FEE: 10.0}
    return [
        (lack, points * sum(not getattr(each, lack) for each in services) / len(services))
        for lack, points in weights.items()
    ]
