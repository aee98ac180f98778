"""What care does by itself: reactions, letters, the clock."""

from jaras.care.jobs.appointments import remind_companion, remind_companions
from jaras.care.jobs.consequences import on_diagnosis, on_helps_amended, on_helps_moved, on_helps_recorded
from jaras.care.jobs.first_response import (
    on_help_called,
    on_immediate_action,
    on_outcome,
    on_outcome_undone,
    on_team_back,
)
from jaras.care.jobs.letters import mail_letter
from jaras.care.jobs.referrals import follow_referrals

__all__ = [
    "follow_referrals",
    "mail_letter",
    "on_diagnosis",
    "on_help_called",
    "on_helps_amended",
    "on_helps_moved",
    "on_helps_recorded",
    "on_immediate_action",
    "on_outcome",
    "on_outcome_undone",
    "on_team_back",
    "remind_companion",
    "remind_companions",
]
