"""Whether somebody is known elsewhere: how long that question is asked, what whoever asks is told of it."""

from datetime import timedelta
from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register

TOLD = timedelta(days=3)  # how long whoever asked reads that it is looked at, whatever is found
KEPT = timedelta(days=30)  # after which nobody is asked any more


class InquiryState(StrEnum):
    """By the clock alone: what was found stands with each who looked, for those who may see it."""

    ASKED = "asked"
    CLOSED = "closed"


INQUIRY = register(
    Workflow(
        subject="inquiry",
        states=InquiryState,
        initial=InquiryState.ASKED,
        moves=(Move("close", (InquiryState.ASKED,), InquiryState.CLOSED),),
    )
)
