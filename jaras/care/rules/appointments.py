"""An hour and a place where somebody is expected."""

from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class AppointmentState(StrEnum):
    PLANNED = "planned"
    CAME = "came"
    DID_NOT_COME = "did_not_come"
    CANCELLED = "cancelled"


class Reminder(StrEnum):
    """By which safe channel the person is reminded."""

    NONE = "none"
    COMPANION = "companion"  # whoever goes with them is written to
    CALL = "call"  # a colleague calls: shown among the tasks of the day


APPOINTMENT = register(
    Workflow(
        subject="appointment",
        states=AppointmentState,
        initial=AppointmentState.PLANNED,
        moves=(
            Move("come", (AppointmentState.PLANNED,), AppointmentState.CAME),
            Move("miss", (AppointmentState.PLANNED,), AppointmentState.DID_NOT_COME, reason_needed=True),
            Move("cancel", (AppointmentState.PLANNED,), AppointmentState.CANCELLED, reason_needed=True),
        ),
    )
)
