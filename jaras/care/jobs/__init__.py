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
from jaras.care.jobs.places import free_places, on_need_moved, on_place_moved
from jaras.care.jobs.referrals import follow_referrals

__all__ = [
    "follow_referrals",
    "free_places",
    "mail_letter",
    "on_diagnosis",
    "on_help_called",
    "on_helps_amended",
    "on_helps_moved",
    "on_helps_recorded",
    "on_immediate_action",
    "on_need_moved",
    "on_outcome",
    "on_outcome_undone",
    "on_place_moved",
    "on_team_back",
    "remind_companion",
    "remind_companions",
]
