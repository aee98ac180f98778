"""What triage reads, what it proposes: plain values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

Value = TypeVar("Value")
Point = tuple[float, float]
"""Latitude, longitude."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A report as it arrives, perhaps still being typed."""

    text: str
    channel: str
    received_at: datetime
    commune_code: str | None = None
    place_text: str = ""
    point: Point | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class OpenReport:
    """An open report that the new one may double."""

    id: str
    text: str
    received_at: datetime
    commune_code: str | None = None
    place_id: int | None = None
    place_text: str = ""
    point: Point | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A sign with the exact words that show it."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposal(Generic[Value]):
    """A value with what speaks for it, between 0 (a guess) and 1 (clear words)."""

    value: Value
    reasons: tuple[Reason, ...] = ()
    certainty: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is, as far as the words say."""

    commune_code: str | None
    text: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Proposals:
    """Everything triage proposes for one report; a person confirms or corrects."""

    kind: Proposal[str]
    urgency: Proposal[str]
    target_groups: Proposal[tuple[str, ...]]
    needs: Proposal[tuple[str, ...]]
    poles: Proposal[tuple[str, ...]]
    place: Proposal[Place]
    perceptions: Proposal[tuple[str, ...]]
    legal_duties: Proposal[tuple[str, ...]]
    duplicate_of: Proposal[tuple[str, ...]]

    @property
    def commune_code(self) -> Proposal[str | None]:
        """The commune of the place, with the same reasons."""
        return Proposal(self.place.value.commune_code, self.place.reasons, self.place.certainty)
