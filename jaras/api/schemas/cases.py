"""Cases as the interface gives them."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from jaras.api.schemas.shared import AFTER
from jaras.cases.models import Case, TimelineEntry


class CaseOut(Schema):
    """A case as this caller may see it."""

    id: int
    state: str
    stage: str
    level: str
    urgency: str
    poles: list[str]
    target_groups: list[str]
    commune_code: str | None
    place_text: str
    persons: list[str]
    referent: str
    next_what: str
    next_due_at: datetime | None
    opened_at: datetime
    moved_at: datetime

    @staticmethod
    def values(case: Case) -> dict[str, Any]:
        return {
            "id": case.pk,
            "state": case.state,
            "stage": case.stage,
            "level": case.level,
            "urgency": case.urgency,
            "poles": case.poles,
            "target_groups": case.target_groups,
            "commune_code": case.commune_id,
            "place_text": case.place_text,
            "persons": [party.person.label for party in case.parties.all()],
            "referent": case.referent.name if case.referent else "",
            "next_what": case.next_what,
            "next_due_at": case.next_due_at,
            "opened_at": case.opened_at,
            "moved_at": case.moved_at,
        }

    @staticmethod
    def of(case: Case) -> "CaseOut":
        return CaseOut(**CaseOut.values(case))


class EntryOut(Schema):
    """A line of the timeline: its kind, its codes, words where somebody wrote some."""

    at: datetime
    kind: str
    words: str
    data: dict[str, Any]

    @staticmethod
    def of(entry: TimelineEntry) -> "EntryOut":
        return EntryOut(at=entry.at, kind=entry.kind, words=entry.text, data=entry.data)


class CaseWhole(CaseOut):
    """A case with its summary and the last lines of its timeline."""

    summary: str
    timeline: list[EntryOut]


class CasePage(Schema):
    items: list[CaseOut]
    after: str = Field(description=AFTER)
