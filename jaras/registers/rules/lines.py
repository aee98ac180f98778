"""A row of a register as we understand it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from jaras.registers.rules.faults import Fault
from jaras.registers.rules.headings import key


@dataclass(frozen=True)
class Dictionary:
    """What the words of a register mean here: keys of words to codes."""

    kinds: Mapping[str, str]
    poles: Mapping[str, str]
    sexes: Mapping[str, str]
    publics: Mapping[str, str]
    communes: Mapping[str, str]
    origins: Mapping[str, str]
    channels: Mapping[str, str]
    organisations: Mapping[str, int]
    pole_of: Mapping[str, str]  # of a kind
    sheltering: frozenset[str]
    zone: ZoneInfo
    earliest: date
    now: datetime


@dataclass(frozen=True)
class Line:
    """An intervention of the past, or as many as the row counts, with whom it helped."""

    number: int
    moment: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    kind: str = ""
    given_name: str = ""
    family_name: str = ""
    arabic_name: str = ""
    father_name: str = ""
    person_number: str = ""
    case_number: str = ""
    sex: str = ""
    age: int | None = None
    born_on: date | None = None
    telephone: str = ""
    publics: tuple[str, ...] = ()
    commune: str = ""
    place: str = ""
    times: int = 1  # how many interventions the row counts
    origin: str = ""
    channel: str = ""
    nights: int = 0
    cost: Decimal | None = None
    organisation: int | None = None
    note: str = ""
    faults: tuple[Fault, ...] = field(default=(), compare=False)

    @property
    def written(self) -> bool:
        return not any(fault.stops for fault in self.faults)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or self.arabic_name

    @property
    def names_somebody(self) -> bool:
        """A name, or the number by which the register calls somebody; less counts no person."""
        return bool(self.name or self.person_number)

    @property
    def likeness(self) -> tuple[str, int, str] | None:
        """Who this may be: rows alike are shown to people, never merged."""
        if not self.name or self.age is None:
            return None
        return " ".join(sorted(key(self.name).split())), self.age, self.commune


def split_name(whole: str, *, family_first: bool) -> tuple[str, str]:
    """Given and family name: what is in capitals is the family's, else the order of the heading decides."""
    parts = whole.split()
    loud = [part for part in parts if part.isupper() and len(part) > 1]
    if loud and len(loud) < len(parts):
        quiet = [part for part in parts if part not in loud]
        return " ".join(quiet), " ".join(loud)
    if len(parts) < 2:
        return "", whole
    return (" ".join(parts[1:]), parts[0]) if family_first else (" ".join(parts[:-1]), parts[-1])
