"""Every write of webhooks."""

from jaras.hooks.actions.delivering import begin, keep, send_again, send_test, tell
from jaras.hooks.actions.registering import Registered, amend, change_secret, move, register

__all__ = [
    "Registered",
    "amend",
    "begin",
    "change_secret",
    "keep",
    "move",
    "register",
    "send_again",
    "send_test",
    "tell",
]
