"""Every write about a report."""

from jaras.intake.actions.confirming import confirm, decide
from jaras.intake.actions.duties import leave_duty, settle_duty
from jaras.intake.actions.hearing import write_down
from jaras.intake.actions.holding import claim, hand_to, release
from jaras.intake.actions.keeping import NotKept, Sent, attach_file
from jaras.intake.actions.naming import add_person
from jaras.intake.actions.receiving import Added, add_message, receive, show_code
from jaras.intake.actions.recognising import recognise, take_apart
from jaras.intake.actions.responding import (
    act,
    arrive,
    call_back,
    call_help,
    cancel_team,
    return_team,
    send_team,
)
from jaras.intake.actions.sealing import seal, unseal
from jaras.intake.actions.taking import Heard, Said, Taken, amend, drop_draft, save_draft, take
from jaras.intake.actions.triaging import (
    close,
    inform,
    join,
    link_case,
    not_founded,
    open_case,
    refer_out,
    reopen,
    take_grievance,
    take_idea,
    undo,
    withdraw,
)

__all__ = [
    "Added",
    "Heard",
    "NotKept",
    "Said",
    "Sent",
    "Taken",
    "act",
    "add_message",
    "add_person",
    "amend",
    "arrive",
    "attach_file",
    "call_back",
    "call_help",
    "cancel_team",
    "claim",
    "close",
    "confirm",
    "decide",
    "drop_draft",
    "hand_to",
    "inform",
    "join",
    "leave_duty",
    "link_case",
    "not_founded",
    "open_case",
    "receive",
    "recognise",
    "refer_out",
    "release",
    "reopen",
    "return_team",
    "save_draft",
    "seal",
    "send_team",
    "settle_duty",
    "show_code",
    "take",
    "take_apart",
    "take_grievance",
    "take_idea",
    "undo",
    "unseal",
    "withdraw",
    "write_down",
]
