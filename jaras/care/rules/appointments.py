"""An hour and a place where somebody is expected."""

from datetime import datetime, timedelta
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

AHEAD_AT_MOST = timedelta(days=731)
BEFORE = (timedelta(days=1), timedelta(hours=2))  # when a companion is reminded


def may_begin(starts_at: datetime, *, at: datetime) -> bool:
    """An appointment is written down before its hour, within two years."""
    return at <= starts_at <= at + AHEAD_AT_MOST


def reminder_due(
    *, starts_at: datetime, planned_at: datetime, reminded_at: datetime | None, at: datetime
) -> bool:
    """The day before, then two hours before, each once; not for an hour passed when it was planned."""
    if at >= starts_at:
        return False
    passed = [starts_at - before for before in BEFORE if planned_at <= starts_at - before <= at]
    return bool(passed) and (reminded_at is None or reminded_at < max(passed))
