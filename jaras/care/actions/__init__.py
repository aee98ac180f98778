"""Every write of care."""

from jaras.care.actions.answering import Heard, accept, complete, decline, interrupt, see, start
from jaras.care.actions.appointments import (
    amend_appointment,
    note_call,
    plan_appointment,
    remind_companion,
    settle_appointment,
)
from jaras.care.actions.basis import Said
from jaras.care.actions.codes import TooManyTries, make_code, try_code
from jaras.care.actions.diagnoses import diagnose, draft_diagnosis
from jaras.care.actions.interventions import amend, bring_into_case, move, take_out_of_case
from jaras.care.actions.letters import letter_mailed
from jaras.care.actions.messages import ask, keep_late_words, reply, report_back
from jaras.care.actions.needs import add_need, answer_proposal, give_up, meet, reopen, take_in_hand
from jaras.care.actions.recording import Recorded, record, record_many, refusals
from jaras.care.actions.referring import OF_EACH, Asked, Sent, recall, refer, refer_to_all, resend
from jaras.care.actions.stays import hold_place
from jaras.care.actions.taking_back import take_back_many
from jaras.care.actions.timing import expire, remind

__all__ = [
    "OF_EACH",
    "Asked",
    "Heard",
    "Recorded",
    "Said",
    "Sent",
    "TooManyTries",
    "accept",
    "add_need",
    "amend",
    "amend_appointment",
    "answer_proposal",
    "ask",
    "bring_into_case",
    "complete",
    "decline",
    "diagnose",
    "draft_diagnosis",
    "expire",
    "give_up",
    "hold_place",
    "interrupt",
    "keep_late_words",
    "letter_mailed",
    "make_code",
    "meet",
    "move",
    "note_call",
    "plan_appointment",
    "recall",
    "record",
    "record_many",
    "refer",
    "refer_to_all",
    "refusals",
    "remind",
    "remind_companion",
    "reopen",
    "reply",
    "report_back",
    "resend",
    "see",
    "settle_appointment",
    "start",
    "take_back_many",
    "take_in_hand",
    "take_out_of_case",
    "try_code",
]
