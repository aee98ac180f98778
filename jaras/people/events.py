"""What happens to persons."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Event):
    subject: ClassVar[str] = "person"
    person_id: int
    known: str


@dataclass(frozen=True, kw_only=True)
class PersonTakenBack(Event):
    """An import was undone: the person it had registered is gone."""

    subject: ClassVar[str] = "person"
    person_id: int


@dataclass(frozen=True, kw_only=True)
class PersonAmended(Event):
    subject: ClassVar[str] = "person"
    person_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PersonShared(Event):
    """Sealed things alone tell of somebody now, or something else does again."""

    subject: ClassVar[str] = "person"
    person_id: int
    level: str
