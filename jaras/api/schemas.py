"""What the interface reads, what it gives."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field

from jaras.cases.models import Case, TimelineEntry
from jaras.intake.models import Report

Words = Annotated[str, Field(max_length=20_000)]


class ReportIn(Schema):
    """A report to send; nothing is obligatory but the words."""

    model_config = ConfigDict(extra="forbid")

    words: Words = Field(description="What is happening, in the words of whoever says it.")
    channel: str = Field("PARTENAIRE", description="A code of the list of channels.")
    who: str = Field("", max_length=300)
    place_text: str = Field("", max_length=200)
    commune_code: str | None = Field(
        None, max_length=16, description="HCP code of a commune of the territory."
    )
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    reporter_name: str = Field("", max_length=120)
    reporter_telephone: str = Field("", max_length=40)
    reporter_email: str = Field("", max_length=254)
    anonymous: bool = False
    registry_number: str = Field("", max_length=40)


class ReportOut(Schema):
    """A report as this caller may see it."""

    id: int
    state: str
    channel: str
    words: str
    who: str
    kind: str
    urgency: str
    confirmed: bool = Field(description="Whether a person confirmed what was proposed.")
    target_groups: list[str]
    poles: list[str]
    commune_code: str | None
    place_text: str
    received_at: datetime
    respond_by: datetime | None
    first_response_at: datetime | None
    held: bool

    @staticmethod
    def of(report: Report) -> "ReportOut":
        return ReportOut(
            id=report.pk,
            state=report.state,
            channel=report.channel,
            words=report.words,
            who=report.who,
            kind=report.kind,
            urgency=report.urgency,
            confirmed=report.confirmed_at is not None,
            target_groups=report.target_groups,
            poles=report.poles,
            commune_code=report.commune_id,
            place_text=report.place_text,
            received_at=report.received_at,
            respond_by=report.respond_by,
            first_response_at=report.first_response_at,
            held=report.claimed_by_id is not None,
        )


class ReportTaken(Schema):
    """The report that was taken; the code is told once, a replay has none."""

    report: ReportOut
    tracking_code: str = Field(description="80 random bits for the reporter; empty on a replay.")


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


class ReportPage(Schema):
    items: list[ReportOut]
    after: str = Field(description="Give it back as `after` for what follows; empty at the end.")


class CasePage(Schema):
    items: list[CaseOut]
    after: str = Field(description="Give it back as `after` for what follows; empty at the end.")


class Problem(Schema):
    """What was wrong, in one sentence."""

    detail: str
    field: str = ""
