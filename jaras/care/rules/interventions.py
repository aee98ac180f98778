"""The counted unit: an intervention, planned, done or not done."""

from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class InterventionState(StrEnum):
    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    NOT_DONE = "not_done"
    CANCELLED = "cancelled"


INTERVENTION = register(
    Workflow(
        subject="intervention",
        states=InterventionState,
        initial=InterventionState.PLANNED,
        moves=(
            Move("start", (InterventionState.PLANNED,), InterventionState.STARTED),
            Move("do", (InterventionState.PLANNED, InterventionState.STARTED), InterventionState.DONE),
            Move(
                "leave_undone",
                (InterventionState.PLANNED, InterventionState.STARTED),
                InterventionState.NOT_DONE,
                reason_needed=True,
            ),
            Move("cancel", (InterventionState.PLANNED,), InterventionState.CANCELLED, reason_needed=True),
        ),
    )
)
