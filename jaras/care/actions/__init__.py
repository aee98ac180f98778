"""Every write of care."""

from jaras.care.actions.diagnoses import diagnose, draft_diagnosis
from jaras.care.actions.interventions import amend, bring_into_case, move, take_out_of_case
from jaras.care.actions.needs import add_need, answer_proposal, give_up, meet, reopen, take_in_hand
from jaras.care.actions.recording import Recorded, record, record_many, refusals

__all__ = [
    "Recorded",
    "add_need",
    "amend",
    "answer_proposal",
    "bring_into_case",
    "diagnose",
    "draft_diagnosis",
    "give_up",
    "meet",
    "move",
    "record",
    "record_many",
    "refusals",
    "reopen",
    "take_in_hand",
    "take_out_of_case",
]
