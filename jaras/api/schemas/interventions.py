"""Interventions as the interface reads them, as it gives them."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from jaras.api.schemas.shared import AFTER, Id, Words
from jaras.care.models import Intervention
from jaras.care.rules import InterventionState

Nights = Annotated[int, Field(ge=0, le=1000)]
MEETS = "Whether the need it answers is met once it is done; empty: as is usual for such a help."
Cost = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]


class InterventionIn(Schema):
    """One help given, on a report or on a case."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(max_length=40, description="A code of the immediate actions or of the services.")
    report_id: Id | None = None
    case_id: Id | None = None
    state: Literal["planned", "done", "not_done"] = "done"
    moment: datetime | None = Field(None, description="When it was done, or for when; empty: now.")
    person_id: Id | None = None
    need_id: Id | None = None
    organisation_id: Id | None = None
    commune_code: str | None = Field(None, max_length=16)
    place_text: str = Field("", max_length=400)
    nights: Nights = 0
    cost: Cost | None = Field(None, description="In dirhams.")
    reason: str = Field("", max_length=40, description="Why it was not done, by its code.")
    note: Words = ""
    meets: bool | None = Field(None, description=MEETS)


class MoveIn(Schema):
    """What becomes of an intervention."""

    model_config = ConfigDict(extra="forbid")

    verb: Literal["start", "do", "leave_undone", "cancel"]
    reason: str = Field("", max_length=40, description="To leave it undone: a code of the list.")
    words: Words = Field("", description="Needed to cancel.")
    moment: datetime | None = None
    nights: Nights | None = None
    cost: Cost | None = None
    meets: bool | None = Field(None, description=MEETS)


class InterventionOut(Schema):
    """An intervention as this caller may see it."""

    id: int
    code: str
    pole: str
    state: InterventionState
    at: datetime
    report_id: int | None
    case_id: int | None
    person_id: int | None
    need_id: int | None
    referral_id: int | None
    organisation_id: int | None
    commune_code: str | None
    place_text: str
    nights: int
    cost: str | None = Field(description="Dirhams with two decimals.")
    reason: str
    note: str

    @staticmethod
    def of(row: Intervention) -> "InterventionOut":
        return InterventionOut(
            id=row.pk,
            code=row.code,
            pole=row.pole,
            state=InterventionState(row.state),
            at=row.at,
            report_id=row.report_id,
            case_id=row.case_id,
            person_id=row.person_id,
            need_id=row.need_id,
            referral_id=row.referral_id,
            organisation_id=row.organisation_id,
            commune_code=row.commune_id,
            place_text=row.place_text,
            nights=row.nights,
            cost=None if row.cost is None else f"{row.cost:.2f}",
            reason=row.reason,
            note=row.note,
        )


class InterventionPage(Schema):
    items: list[InterventionOut]
    after: str = Field(description=AFTER)
