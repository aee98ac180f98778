"""From the words of a report to proposals, each with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Reason:
    """A sign, with the words that showed it."""

    code: str
    words: str


@dataclass(frozen=True)
class Proposal:
    value: Any
    reasons: tuple[Reason, ...] = ()
    certainty: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Incoming:
    text: str
    channel: str
    received_at: datetime
    commune_code: str | None = None
    place_text: str = ""
    point: tuple[float, float] | None = None
    lang: str | None = None


@dataclass(frozen=True, kw_only=True)
class OpenReport:
    id: str
    text: str
    commune_code: str | None
    place_id: int | None
    place_text: str
    point: tuple[float, float] | None
    received_at: datetime
    kind: str


@dataclass(frozen=True)
class Gazetteer:
    names: Any = None


@dataclass(frozen=True, kw_only=True)
class Proposals:
    kind: Proposal = field(default_factory=lambda: Proposal("SIGNALEMENT"))
    urgency: Proposal = field(default_factory=lambda: Proposal("24H"))
    target_groups: Proposal = field(default_factory=lambda: Proposal(()))
    needs: Proposal = field(default_factory=lambda: Proposal(()))
    poles: Proposal = field(default_factory=lambda: Proposal(()))
    commune_code: Proposal = field(default_factory=lambda: Proposal(None))
    perceptions: Proposal = field(default_factory=lambda: Proposal(()))
    legal_duties: Proposal = field(default_factory=lambda: Proposal(()))
    duplicate_of: Proposal = field(default_factory=lambda: Proposal(()))


def propose(incoming: Incoming, gazetteer: Gazetteer, open_reports: Sequence[OpenReport]) -> Proposals:
    return Proposals()
