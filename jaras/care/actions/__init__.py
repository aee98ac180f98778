"""Every write of care."""

from jaras.care.actions.diagnoses import diagnose, draft_diagnosis
from jaras.care.actions.interventions import bring_into_case, move, record, take_out_of_case
from jaras.care.actions.needs import add_need, answer_proposal, give_up, meet, reopen, take_in_hand

__all__ = [
    "add_need",
    "answer_proposal",
    "bring_into_case",
    "diagnose",
    "draft_diagnosis",
    "give_up",
    "meet",
    "move",
    "record",
    "reopen",
    "take_in_hand",
    "take_out_of_case",
]
