"""Every write of the sessions of committees."""

from jaras.committees.actions.convening import (
    add_item,
    amend_item,
    answer,
    convene,
    convening_mailed,
    invite_seat,
    note_reached,
    note_seen,
    plan_session,
)
from jaras.committees.actions.sitting import (
    cancel_session,
    close_session,
    come,
    decide,
    open_session,
    put_to_vote,
    undertake,
)

__all__ = [
    "add_item",
    "amend_item",
    "answer",
    "cancel_session",
    "close_session",
    "come",
    "convene",
    "convening_mailed",
    "decide",
    "invite_seat",
    "note_reached",
    "note_seen",
    "open_session",
    "plan_session",
    "put_to_vote",
    "undertake",
]
