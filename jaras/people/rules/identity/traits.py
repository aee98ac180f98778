"""What is kept beside a key to tell namesakes apart before their records are read, in 30 bits."""

from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

from jaras.people.rules.identity.described import Born, Described

_SEXES = ("", "f", "m")
_PLACES, _YEARS = 1 << 16, 1 << 12


@dataclass(frozen=True, slots=True)
class Traits:
    """`year` of birth, 0 unknown; `place`: sixteen bits of the commune, 0 unknown."""

    year: int = 0
    sex: str = ""
    place: int = 0

    def packed(self) -> int:
        sex = _SEXES.index(self.sex) if self.sex in _SEXES else 0
        return ((min(self.year, _YEARS - 1) * 4 + sex) * _PLACES) + self.place

    @classmethod
    def of(cls, about: Described) -> "Traits":
        place = 1 + crc32(about.commune.encode()) % (_PLACES - 1) if about.commune else 0
        return cls(about.born.year if about.born else 0, about.sex, place)


@dataclass(frozen=True, slots=True)
class Sieve:
    """Of many namesakes those whose `trait` is between these two, or unknown."""

    trait: str  # "year" or "place"
    between: tuple[int, int]

    @classmethod
    def of(cls, asked: Traits, born: Born | None) -> "Sieve | None":
        if born is not None:
            around = 5 if born.said or born.guessed else 2
            return cls("year", (born.year - around, born.year + around))
        return cls("place", (asked.place, asked.place)) if asked.place else None


def agreement(asked: Traits, born: Born | None) -> Callable[[int], float]:
    """How well what is kept agrees with what was asked, roughly: it is weighed in full later."""
    near, far = ({}, 0.0) if born is None else (_birth(born), -2.5 if born.said or born.guessed else -1.5)
    by_year = {0: 0.0} | near
    by_sex = [
        0.5 if sex and asked.sex == sex else -2.0 if sex and asked.sex else 0.0 for sex in (*_SEXES, "")
    ]
    here = asked.place

    def said(packed: int) -> float:
        place = packed % _PLACES
        there = (1.5 if place == here else -0.5) if place and here else 0.0
        return by_year.get(packed >> 18, far) + by_sex[packed >> 16 & 3] + there

    return said


def _birth(asked: Born) -> dict[int, float]:
    """What each year says that is not far."""
    if asked.said or asked.guessed:
        points = {0: 2.0, 1: 2.0, 2: 1.2, 3: 1.2, 4: 0.0, 5: 0.0}
    else:
        points = {0: 3.0, 1: 1.5, 2: 0.5, 3: 0.5}
    return {asked.year + apart * way: said for apart, said in points.items() for way in (-1, 1)}
