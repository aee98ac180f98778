"""Reports as the interface reads them, as it gives them."""

from datetime import datetime

from ninja import Schema
from pydantic import ConfigDict, Field

from jaras.api.schemas.shared import AFTER, Words
from jaras.intake.models import Report


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


class ReportPage(Schema):
    items: list[ReportOut]
    after: str = Field(description=AFTER)
