"""States of a roster that is proposed."""

from datetime import timedelta
from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register

LONGEST_DRAFT = timedelta(days=62)


class DraftState(StrEnum):
    ASKED = "asked"
    MADE = "made"
    ADOPTED = "adopted"  # its turns are those of the roster
    SET_ASIDE = "set_aside"


DRAFT = register(
    Workflow(
        subject="roster_draft",
        states=DraftState,
        initial=DraftState.ASKED,
        moves=(
            Move("make", (DraftState.ASKED,), DraftState.MADE),
            Move("adopt", (DraftState.MADE,), DraftState.ADOPTED),
            Move("set_aside", (DraftState.ASKED, DraftState.MADE), DraftState.SET_ASIDE),
        ),
    )
)
