"""The decisions of webhooks: how they are signed, when they are tried again."""

from jaras.hooks.rules.delays import MOST_TRIES, SILENT_FOR, next_try
from jaras.hooks.rules.signing import header, key_of, told
from jaras.hooks.rules.states import DELIVERY, HOOK, DeliveryState, HookState
from jaras.hooks.rules.verbs import HooksVerb

__all__ = [
    "DELIVERY",
    "HOOK",
    "MOST_TRIES",
    "SILENT_FOR",
    "DeliveryState",
    "HookState",
    "HooksVerb",
    "header",
    "key_of",
    "next_try",
    "told",
]
