"""A need entrusted to a partner, from the letter to its outcome."""

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
