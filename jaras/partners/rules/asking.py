"""A partner is asked whether its page is right; what it answers."""

from datetime import timedelta
from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register

EACH_MONTH = timedelta(days=30)
LINK_LASTS = timedelta(days=45)


class ConfirmationState(StrEnum):
    ASKED = "asked"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"  # something changed: the cell reads what
    SETTLED = "settled"


CONFIRMATION = register(
    Workflow(
        subject="confirmation",
        states=ConfirmationState,
        initial=ConfirmationState.ASKED,
        moves=(
            Move("confirm", (ConfirmationState.ASKED,), ConfirmationState.CONFIRMED),
            Move("correct", (ConfirmationState.ASKED,), ConfirmationState.CORRECTED),
            Move("settle", (ConfirmationState.CORRECTED,), ConfirmationState.SETTLED),
        ),
    )
)
