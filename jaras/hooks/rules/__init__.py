"""The decisions of webhooks: where they may go, how they are signed, when they are tried again."""

from jaras.hooks.rules.addresses import AddressFault, fault_of, may_reach, parts
from jaras.hooks.rules.delays import MOST_TRIES, SILENT_FOR, next_try
from jaras.hooks.rules.signing import header, key_of, told
from jaras.hooks.rules.states import DELIVERY, HOOK, DeliveryState, HookState
from jaras.hooks.rules.verbs import HooksVerb

__all__ = [
    "DELIVERY",
    "HOOK",
    "MOST_TRIES",
    "SILENT_FOR",
    "AddressFault",
    "DeliveryState",
    "HookState",
    "HooksVerb",
    "fault_of",
    "header",
    "key_of",
    "may_reach",
    "next_try",
    "parts",
    "told",
]
