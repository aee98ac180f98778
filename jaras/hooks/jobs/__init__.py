"""What follows from events, what the worker sends."""

from jaras.hooks.jobs.delivering import deliver, due, tell_administrators
from jaras.hooks.jobs.listening import listen
from jaras.hooks.jobs.posting import post

__all__ = ["deliver", "due", "listen", "post", "tell_administrators"]
