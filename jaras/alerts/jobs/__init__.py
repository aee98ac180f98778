"""What the worker does about alerts: the minute in which they climb, what tells the members."""

from jaras.alerts.jobs.following import follow
from jaras.alerts.jobs.telling import greet, mail_notice, on_went, push_notice, text_notice

__all__ = ["follow", "greet", "mail_notice", "on_went", "push_notice", "text_notice"]
