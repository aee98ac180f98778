"""What the states of webhooks, of their messages, of their tries are called."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jaras.hooks.lists import TEST, kinds
from jaras.hooks.models import Try
from jaras.hooks.rules import DeliveryState, HookState
from jaras.web.shell.templating import label

# Word of the state with the kind of its mark, with its sign.
HOOKS: dict[str, tuple[Any, str, str]] = {
    HookState.ACTIVE: (pgettext_lazy("webhook", "active"), "done", "check"),
    HookState.PAUSED: (pgettext_lazy("webhook", "paused"), "waiting", "clock"),
    HookState.SILENT: (pgettext_lazy("webhook", "fell silent"), "locked", "alert"),
}
DELIVERIES: dict[str, tuple[Any, str, str]] = {
    DeliveryState.WAITING: (pgettext_lazy("message", "waiting"), "waiting", "clock"),
    DeliveryState.DELIVERED: (pgettext_lazy("message", "taken"), "done", "check"),
    DeliveryState.GIVEN_UP: (pgettext_lazy("message", "given up"), "locked", "cross"),
}
FAULTS: dict[str, Any] = {
    "private": gettext_lazy("The name leads into a private network: nothing was sent."),
    "slow": gettext_lazy("No answer in time."),
    "certificate": gettext_lazy("The certificate is not to be trusted."),
    "no_such_name": gettext_lazy("No machine has this name."),
    "unreachable": gettext_lazy("Nobody answered at this address."),
}


def kind(code: str) -> str:
    """A kind of news in the reader's words; one that left the list by its code."""
    item = kinds().get(code)
    return str(label(item)) if item else (_("Test") if code == TEST else code)


def answer(each: Try) -> str:
    """What a try brought: the answer's code, or why there was none."""
    return str(FAULTS.get(each.fault, each.fault)) if each.status is None else str(each.status)
