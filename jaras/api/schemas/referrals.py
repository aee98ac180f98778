"""Referrals as the interface reads them, as it gives them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from jaras.api.schemas.shared import AFTER, Id
from jaras.care.models import Need, Referral, ReferralMessage
from jaras.care.queries import Fit, Shared
from jaras.care.rules.referrals import CONSENT

Long = Annotated[str, Field(max_length=20_000)]


class NeedOut(Schema):
    """Something a case needs."""

    id: int
    case_id: int
    person_id: int | None
    service: str = Field(description="A code of the services of partners.")
    pole: str
    state: str
    urgent: bool
    words: str
    found_at: datetime

    @staticmethod
    def of(need: Need) -> "NeedOut":
        return NeedOut(
            id=need.pk,
            case_id=need.case_id,
            person_id=need.person_id,
            service=need.service,
            pole=need.pole,
            state=need.state,
            urgent=need.urgent,
            words=need.words,
            found_at=need.at,
        )


class FitOut(Schema):
    """A service weighed for a need: codes of what speaks for it, of what speaks against it."""

    service_id: int
    service: str
    organisation_id: int
    organisation: str
    fits: bool
    reasons: list[str]
    against: list[str]

    @staticmethod
    def of(fit: Fit) -> "FitOut":
        return FitOut(
            service_id=fit.service.pk,
            service=fit.service.code,
            organisation_id=fit.service.organisation_id,
            organisation=fit.service.organisation.name,
            fits=fit.verdict.fits,
            reasons=[str(reason.code) for reason in fit.verdict.reasons],
            against=[str(reason.code) for reason in fit.verdict.against],
        )


class ReferralIn(Schema):
    """A need to entrust to a service of a partner."""

    model_config = ConfigDict(extra="forbid")

    need_id: Id
    service_id: Id
    email: str = Field("", max_length=254, description="Empty: the address of the service.")
    message: Long = ""
    part: str = Field(
        "", max_length=300, description="What of the need, beside other partners. Empty: all of it."
    )
    beside: bool = Field(False, description="Ask this partner although others were asked already.")
    shared: list[Annotated[str, Field(max_length=40)]] = Field(
        default_factory=list, max_length=20, description="Codes of what the partner may read."
    )
    expires_at: datetime | None = Field(None, description="Empty: as long as such a need usually waits.")
    basis: str = Field(
        CONSENT,
        max_length=20,
        description="Why it may be told: `consent`, `vital_interest`, `legal_duty`, `court_order`.",
    )
    agreed: str = Field(
        "", max_length=10, description="How they said yes just now: `spoken`, `signed`, `recorded`, `paper`."
    )
    agreed_by: str = Field(
        "person", max_length=10, description="Who said yes for a child: `parent`, `guardian`."
    )
    basis_reason: str = Field("", max_length=400, description="Needed for all but `consent`: why.")


class RecallIn(Schema):
    """Why a referral is taken back."""

    model_config = ConfigDict(extra="forbid")

    reason: Long


Answer = Literal["accept", "decline", "start", "complete", "interrupt", "ask", "report_back"]


class AnswerIn(Schema):
    """What the partner says."""

    model_config = ConfigDict(extra="forbid")

    answer: Answer
    reason: str = Field("", max_length=40, description="To decline: a code of the list of reasons.")
    words: Long = Field("", description="Needed for all but `accept`, `start` and most refusals.")
    signed: str = Field("", max_length=400, description="Who speaks, as the partner says.")


class ReferralOut(Schema):
    """A referral as both sides may see it; its case and its need are told to the cell alone."""

    id: int
    state: str
    service: str
    pole: str
    urgent: bool
    part: str = Field(description="What of the need is asked. Empty: all of it.")
    organisation_id: int
    organisation: str
    case_id: int | None
    need_id: int | None
    reason: str = Field(description="Why it was declined, by its code.")
    sent_at: datetime | None
    seen_at: datetime | None
    answered_at: datetime | None
    expires_at: datetime | None

    @staticmethod
    def of(referral: Referral, *, cell: bool) -> "ReferralOut":
        return ReferralOut(
            id=referral.pk,
            state=referral.state,
            service=referral.need.service,
            pole=referral.need.pole,
            urgent=referral.need.urgent,
            part=referral.part,
            organisation_id=referral.organisation_id,
            organisation=referral.organisation.name,
            case_id=referral.case_id if cell else None,
            need_id=referral.need_id if cell else None,
            reason=referral.reason,
            sent_at=referral.sent_at,
            seen_at=referral.seen_at,
            answered_at=referral.answered_at,
            expires_at=referral.expires_at,
        )


class SharedOut(Schema):
    """What was chosen to be shared, as it is today; empty what was not."""

    first_name: str
    description: str
    age: int | None
    sex: str
    commune: str
    place: str
    speaks: str
    words: str

    @staticmethod
    def of(shared: Shared) -> "SharedOut":
        values = {**vars(shared), "age": shared.age.years if shared.age else None}
        return SharedOut(**values)


class MessageOut(Schema):
    """One message between the cell and the partner."""

    kind: str
    from_partner: bool
    words: str
    signed: str
    at: datetime

    @staticmethod
    def of(message: ReferralMessage) -> "MessageOut":
        return MessageOut(
            kind=message.kind,
            from_partner=message.from_partner,
            words=message.words,
            signed=message.signed,
            at=message.at,
        )


class ReferralWhole(Schema):
    """A referral with what is shared, while the partner may still need it."""

    referral: ReferralOut
    message: str
    shared: SharedOut | None = Field(description="Null once the referral is over.")
    messages: list[MessageOut]

    @staticmethod
    def of(
        referral: Referral, *, cell: bool, shared: Shared | None, messages: Sequence[ReferralMessage]
    ) -> "ReferralWhole":
        return ReferralWhole(
            referral=ReferralOut.of(referral, cell=cell),
            message=referral.message if cell or shared else "",
            shared=SharedOut.of(shared) if shared else None,
            messages=[MessageOut.of(each) for each in messages],
        )


class ReferralSent(Schema):
    """The referral that left; its code, where it has one, is told once, to be said by telephone."""

    referral: ReferralOut
    code: str = Field(description="Empty for an ordinary case, empty on a replay.")


class ReferralPage(Schema):
    items: list[ReferralOut]
    after: str = Field(description=AFTER)


class NeedList(Schema):
    items: list[NeedOut]


class FitList(Schema):
    items: list[FitOut] = Field(description="Those that fit first, the best first.")
    left_out: int = Field(description="Services of this pole that fit less well, or not.")
