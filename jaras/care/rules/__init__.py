"""The decisions of care: its verbs, its tables of states."""

from jaras.care.rules.appointments import APPOINTMENT, AppointmentState, Reminder
from jaras.care.rules.grid import Answer, Change, Grid, Proposal, Reason, compared, propose
from jaras.care.rules.helping import Fault, Help
from jaras.care.rules.interventions import INTERVENTION, InterventionState
from jaras.care.rules.needs import NEED, WAITED_FOR, NeedState
from jaras.care.rules.referrals import REFERRAL, Door, ReferralState
from jaras.care.rules.verbs import CareVerb

__all__ = [
    "APPOINTMENT",
    "INTERVENTION",
    "NEED",
    "REFERRAL",
    "WAITED_FOR",
    "Answer",
    "AppointmentState",
    "CareVerb",
    "Change",
    "Door",
    "Fault",
    "Grid",
    "Help",
    "InterventionState",
    "NeedState",
    "Proposal",
    "Reason",
    "ReferralState",
    "Reminder",
    "compared",
    "propose",
]
