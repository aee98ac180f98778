"""What happens to a referral."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ReferralEvent(Event):
    subject: ClassVar[str] = "referral"
    referral_id: int


@dataclass(frozen=True, kw_only=True)
class ReferralMoved(ReferralEvent):
    """Sent, seen, accepted, declined …: every move, with what a figure needs."""

    case_id: int
    need_id: int
    organisation_id: int
    service: str
    pole: str
    verb: str
    before: str
    state: str


@dataclass(frozen=True, kw_only=True)
class ReferralResent(ReferralEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ReferralReminded(ReferralEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ReferralCodeMade(ReferralEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ReferralCodeTried(ReferralEvent):
    opened: bool


@dataclass(frozen=True, kw_only=True)
class ReferralMessageWritten(ReferralEvent):
    message_id: int
    kind: str
    from_partner: bool


@dataclass(frozen=True, kw_only=True)
class ReferralLetterMailed(ReferralEvent):
    letter_id: int
