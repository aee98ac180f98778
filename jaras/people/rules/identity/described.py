"""A person as somebody described them: the same shape for who is asked about, for who is known."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from jaras.kernel import folding
from jaras.people.rules.names import Unit, units

CIVIL_STATUS_DAY = (1, 1)  # the day of those whose day nobody knew


@dataclass(frozen=True, slots=True)
class Born:
    """When somebody was born, as far as is known."""

    year: int
    day: date | None = None
    guessed: bool = False  # a year that somebody estimated
    said: bool = False  # from an age that was said: often rounded, wrong by a few years
    rounded: bool = False  # an age of whole tens
    civil: bool = False  # the first of January of those whose day nobody knew

    @classmethod
    def on(cls, day: date, *, guessed: bool = False) -> "Born":
        civil = (day.month, day.day) == CIVIL_STATUS_DAY
        return cls(day.year, None if civil else day, guessed=guessed, civil=civil)

    @classmethod
    def from_age(cls, age: int, *, said_on: date) -> "Born":
        return cls(said_on.year - age, said=True, rounded=age >= 20 and age % 10 == 0)


@dataclass(frozen=True)
class Described:
    """What is known of somebody; whatever is empty was not asked.

    `full` is a name whose order nobody knows; `telephones`, `identifiers` are digests, never numbers.
    """

    given: str = ""
    family: str = ""
    arabic: str = ""  # the name first, the family last
    full: str = ""
    father: str = ""
    sex: str = ""
    born: Born | None = None
    commune: str = ""  # a code
    telephones: frozenset[str] = frozenset()
    identifiers: frozenset[str] = frozenset()
    near_identifiers: frozenset[str] = frozenset()  # one slip away from those that were said

    @cached_property
    def writings(self) -> tuple["Writing", ...]:
        """The name in each way it was written."""
        return writings(self.given, self.family, self.arabic, self.full)

    @cached_property
    def scripts(self) -> frozenset[bool]:
        """Whether the name is known in Latin letters (False), in Arabic ones (True)."""
        return frozenset(folding.is_arabic(unit.form) for unit in self.named)

    @cached_property
    def fathers(self) -> tuple[Unit, ...]:
        return units(self.father)

    @cached_property
    def named(self) -> tuple[Unit, ...]:
        """Every unit of every writing, each once."""
        return tuple(dict.fromkeys(unit for writing in self.writings for unit in writing.all))


@dataclass(frozen=True)
class Writing:
    """One way a name is written; `boxes` where given and family name were asked for apart."""

    given: tuple[Unit, ...]
    family: tuple[Unit, ...]
    boxes: bool = False
    all: tuple[Unit, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "all", self.given + self.family)


def in_line(found: tuple[Unit, ...]) -> Writing:
    """A name in one line, taken as people say it: of two words or more the last is the family's."""
    return Writing(found[:-1], found[-1:]) if len(found) > 1 else Writing(found, ())


@lru_cache(folding.KEPT)
def writings(given: str, family: str, arabic: str, full: str) -> tuple[Writing, ...]:
    """The ways in which a name is written, as far as they hold a letter."""
    found = [
        Writing(units(given), units(family), boxes=True),
        in_line(units(arabic)),
        in_line(units(full)),
    ]
    return tuple(each for each in found if each.all)
