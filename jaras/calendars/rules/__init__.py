"""Entries of a calendar, the protocol by which calendars are kept elsewhere."""

from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class AccountState(StrEnum):
    FOLLOWED = "followed"
    BROKEN = "broken"  # it refuses us: whoever gave it must look
    ENDED = "ended"


ACCOUNT = register(
    Workflow(
        subject="calendar_account",
        states=AccountState,
        initial=AccountState.FOLLOWED,
        moves=(
            Move("break_off", (AccountState.FOLLOWED,), AccountState.BROKEN),
            Move("follow", (AccountState.BROKEN, AccountState.ENDED), AccountState.FOLLOWED),
            Move("end", (AccountState.FOLLOWED, AccountState.BROKEN), AccountState.ENDED),
        ),
    )
)
