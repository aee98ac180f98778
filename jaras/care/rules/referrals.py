"""A need entrusted to a partner, from the letter to its outcome."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class ReferralState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    SEEN = "seen"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    RECALLED = "recalled"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    INTERRUPTED = "interrupted"


class Door(StrEnum):
    """What a partner must show beside the link of their e-mail."""

    LINK = "link"
    CODE = "code"  # told by telephone: restricted cases
    ACCOUNT = "account"  # sealed cases


CONSENT = "consent"  # of `sharing_grounds`: the only one that the persons themselves give, take back

WAITING = (ReferralState.SENT, ReferralState.SEEN)
TAKEN = (ReferralState.ACCEPTED, ReferralState.IN_PROGRESS)
LIVING = (ReferralState.DRAFT, *WAITING, *TAKEN)
ENDED = tuple(state for state in ReferralState if state not in LIVING)

REFERRAL = register(
    Workflow(
        subject="referral",
        states=ReferralState,
        initial=ReferralState.DRAFT,
        moves=(
            Move("send", (ReferralState.DRAFT,), ReferralState.SENT),
            Move("see", (ReferralState.SENT,), ReferralState.SEEN),
            Move("accept", WAITING, ReferralState.ACCEPTED),
            Move("decline", WAITING, ReferralState.DECLINED, reason_needed=True),
            Move("expire", WAITING, ReferralState.EXPIRED),
            Move(
                "recall", (ReferralState.DRAFT, *WAITING, *TAKEN), ReferralState.RECALLED, reason_needed=True
            ),
            Move("start", (ReferralState.ACCEPTED,), ReferralState.IN_PROGRESS),
            Move("complete", TAKEN, ReferralState.COMPLETED, reason_needed=True),
            Move("interrupt", TAKEN, ReferralState.INTERRUPTED, reason_needed=True),
        ),
    )
)


class MessageKind(StrEnum):
    """What was written between the cell and a partner."""

    QUESTION = "question"
    ANSWER = "answer"  # of the cell, to a question
    NEWS = "news"
    NOTE = "note"  # beside an acceptance, a refusal, an end
    LATE = "late"  # typed when the referral was over: kept all the same


class LetterKind(StrEnum):
    """Why a letter leaves."""

    REQUEST = "request"
    REMINDER = "reminder"
    ANSWER = "answer"
    TAKEN_BACK = "taken_back"


_STRICTNESS = (Door.LINK, Door.CODE, Door.ACCOUNT)
_DOORS = {"ordinary": Door.LINK, "restricted": Door.CODE}


def door_for(level: str) -> Door:
    """The door of a case of this level; one that nobody foresaw asks for an account."""
    return _DOORS.get(level, Door.ACCOUNT)


def stricter(*doors: str) -> Door:
    return max(map(Door, doors), key=_STRICTNESS.index)


@dataclass(frozen=True)
class Terms:
    """How long a partner has."""

    remind_after: timedelta
    expire_after: timedelta

    def remind_at(self, *, sent_at: datetime, expires_at: datetime) -> datetime | None:
        """When to remind; a delay shorter than usual moves the reminder in proportion."""
        given = expires_at - sent_at
        if given <= timedelta(0):
            return None
        return sent_at + min(self.remind_after, given * (self.remind_after / self.expire_after))


def urgency_of(*, urgent: bool, case_urgency: str) -> str:
    """The urgency that decides how long a partner has: that of the need, whatever the night once was."""
    if urgent:
        return "IMMEDIAT" if case_urgency == "IMMEDIAT" else "24H"
    return "AUCUNE" if case_urgency == "AUCUNE" else "SEMAINE"
