"""What the worker does about bells: letters to partners, messages to members, reminders."""

from jaras.bells.jobs.answering import take_answer
from jaras.bells.jobs.following import follow_help, on_help_asked, on_moved, on_went
from jaras.bells.jobs.forgetting import on_forgotten
from jaras.bells.jobs.members import tell_member
from jaras.bells.jobs.partners import mail_partner
from jaras.bells.jobs.telling import (
    on_amended,
    on_colleague_asked,
    on_help_answered,
    on_moved_on,
    on_rung,
    remind_of_tomorrow,
)

__all__ = [
    "follow_help",
    "mail_partner",
    "on_amended",
    "on_colleague_asked",
    "on_forgotten",
    "on_help_answered",
    "on_help_asked",
    "on_moved",
    "on_moved_on",
    "on_rung",
    "on_went",
    "remind_of_tomorrow",
    "take_answer",
    "tell_member",
]
