"""What the worker does for conversations: reads, fetches, sends, tries again."""

from jaras.conversations.jobs.listening import listen
from jaras.conversations.jobs.reading import fetch_media, read_arrival
from jaras.conversations.jobs.sending import due, on_report, on_went, send_reply

__all__ = ["due", "fetch_media", "listen", "on_report", "on_went", "read_arrival", "send_reply"]
