"""Persons as the interface tells them: numbers and codes, never a name."""

from datetime import datetime
from typing import Self

from ninja import Schema
from pydantic import Field

from jaras.api.schemas.shared import AFTER
from jaras.people.models import Link


class LinkOut(Schema):
    """Two records that may be one person."""

    id: int
    one_id: int
    two_id: int
    state: str
    probability: float
    reasons: list[tuple[str, float]] = Field(description="Codes of `people.likeness_reasons` with weights.")
    source: str
    proposed_at: datetime
    decided_at: datetime | None

    @classmethod
    def of(cls, link: Link) -> Self:
        return cls(
            id=link.pk,
            one_id=link.one_id,
            two_id=link.two_id,
            state=link.state,
            probability=link.probability,
            reasons=[(code, weight) for code, weight in link.reasons],
            source=link.source,
            proposed_at=link.proposed_at,
            decided_at=link.decided_at,
        )


class LinkPage(Schema):
    items: list[LinkOut]
    after: str = Field(description=AFTER)


class RecordOut(Schema):
    """Which record tells of somebody now."""

    id: int
    tells: int
    merged: bool
