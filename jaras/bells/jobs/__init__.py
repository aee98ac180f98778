"""What the worker does about bells: letters to partners, messages to members, reminders."""

from jaras.bells.jobs.following import follow_help, on_help_asked, on_moved, on_went
from jaras.bells.jobs.partners import mail_partner

__all__ = ["follow_help", "mail_partner", "on_help_asked", "on_moved", "on_went"]
