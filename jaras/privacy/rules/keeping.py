"""How long things are kept, which of their fields hold something personal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Kept:
    """How long one kind of thing stays readable after it ended."""

    kind: str
    years: int


@dataclass(frozen=True)
class Declared:
    """What one table holds about people.

    `kind` is the thing whose time it shares, `via` leads from a row to that thing (empty: the row itself).
    `fields` gives each personal field its category; those of `lasting` stay when the others are emptied;
    `files` are links to files that go as well. `others` are fields about somebody else, which no copy for the
    person tells; `about` leads to the person a row is about, where its own links do not.
    """

    model: str  # `cases.Case`
    kind: str
    via: str
    fields: Mapping[str, str]
    lasting: frozenset[str]
    files: tuple[str, ...]
    plain: frozenset[str]
    others: frozenset[str] = frozenset()
    about: str = ""

    @property
    def emptied(self) -> tuple[str, ...]:
        return tuple(name for name in self.fields if name not in self.lasting)

    @property
    def told(self) -> dict[str, str]:
        """The fields of which the person is given a copy."""
        return {
            name: category
            for name, category in self.fields.items()
            if category != "key" and name not in self.others
        }


def years_after(moment: datetime, years: int) -> datetime:
    """The same day so many years later; the day after a 29 February that is not there."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, month=3, day=1)


def years_before(moment: datetime, years: int) -> datetime:
    return years_after(moment, -years)
