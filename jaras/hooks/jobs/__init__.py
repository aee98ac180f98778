"""What follows from events, what the worker sends."""

from jaras.hooks.jobs.delivering import deliver, due, tell_administrators
from jaras.hooks.jobs.listening import listen

__all__ = ["deliver", "due", "listen", "tell_administrators"]
