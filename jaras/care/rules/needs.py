"""What somebody needs, from the diagnosis that found it to the help that met it."""

from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class NeedState(StrEnum):
    OPEN = "open"
    IN_HAND = "in_hand"
    MET = "met"
    GIVEN_UP = "given_up"


WAITED_FOR = (NeedState.OPEN, NeedState.IN_HAND)

NEED = register(
    Workflow(
        subject="need",
        states=NeedState,
        initial=NeedState.OPEN,
        moves=(
            Move("take_in_hand", (NeedState.OPEN,), NeedState.IN_HAND),
            Move("meet", (NeedState.OPEN, NeedState.IN_HAND), NeedState.MET),
            Move("give_up", (NeedState.OPEN, NeedState.IN_HAND), NeedState.GIVEN_UP, reason_needed=True),
            Move(
                "reopen",
                (NeedState.IN_HAND, NeedState.MET, NeedState.GIVEN_UP),
                NeedState.OPEN,
                reason_needed=True,
            ),
        ),
    )
)
