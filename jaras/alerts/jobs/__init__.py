"""What the worker does about alerts: the minute in which they climb, what tells the members."""

from jaras.alerts.jobs.following import follow
from jaras.alerts.jobs.one_message import Message, tell
from jaras.alerts.jobs.telling import greet, mail_notice, on_went, push_notice, text_notice

__all__ = ["Message", "follow", "greet", "mail_notice", "on_went", "push_notice", "tell", "text_notice"]
