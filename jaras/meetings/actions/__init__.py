"""Every write of meetings: planned, invited, opened, noted, closed, corrected."""

from jaras.meetings.actions.closing import amend_minutes, close, keep_minutes, send_minutes
from jaras.meetings.actions.coming import (
    answer,
    come,
    count,
    invite,
    leave_out,
    note_mailed,
    note_presence,
    note_spoke,
)
from jaras.meetings.actions.field import hear
from jaras.meetings.actions.opening import ask_item, open_meeting
from jaras.meetings.actions.planning import amend_meeting, cancel, plan_meeting
from jaras.meetings.actions.room import add_item, decide, postpone_item, read_bell, take_item, write_notes
from jaras.meetings.actions.series import end_series, plan_next, plan_series, set_members

__all__ = [
    "add_item",
    "amend_meeting",
    "amend_minutes",
    "answer",
    "ask_item",
    "cancel",
    "close",
    "come",
    "count",
    "decide",
    "end_series",
    "hear",
    "invite",
    "keep_minutes",
    "leave_out",
    "note_mailed",
    "note_presence",
    "note_spoke",
    "open_meeting",
    "plan_meeting",
    "plan_next",
    "plan_series",
    "postpone_item",
    "read_bell",
    "send_minutes",
    "set_members",
    "take_item",
    "write_notes",
]
