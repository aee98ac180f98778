"""Bells in words: their states, why a role is proposed, what is offered to whoever reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jaras.bells.models import Bell
from jaras.bells.rules import BellState, HelpState, SuggestedRole
from jaras.governance.roles import management_roles
from jaras.kernel.folding import fold
from jaras.web.shell.templating import label

ME = frozenset(fold(word) for word in ("moi", "me", "myself", "moi-même", "je", "i", "أنا", "انا", "ana"))
STATES: dict[str, tuple[str | Promise, str]] = {
    BellState.RUNG: (pgettext_lazy("bell", "asked, no answer yet"), "waiting"),
    BellState.ACCEPTED: (pgettext_lazy("bell", "accepted"), "current"),
    BellState.IN_PROGRESS: (pgettext_lazy("bell", "under way"), "current"),
    BellState.BLOCKED: (pgettext_lazy("bell", "blocked"), "waiting"),
    BellState.DECLINED: (pgettext_lazy("bell", "declined: ask somebody else"), "waiting"),
    BellState.DONE: (pgettext_lazy("bell", "done"), "done"),
    BellState.HANDED_OVER: (pgettext_lazy("bell", "handed over"), "plain"),
    BellState.DROPPED: (pgettext_lazy("bell", "dropped"), "plain"),
}
HELP_STATES: dict[str, tuple[str | Promise, str]] = {
    HelpState.ASKED: (pgettext_lazy("help of a bell", "asked"), "waiting"),
    HelpState.ACCEPTED: (pgettext_lazy("help of a bell", "will help"), "done"),
    HelpState.DECLINED: (pgettext_lazy("help of a bell", "will not"), "plain"),
}
REASONS: dict[str, str | Promise] = {
    "unblocks": gettext_lazy("it takes away what stands in another’s way"),
    "pivot_of_helper": gettext_lazy("this partner goes through them"),
    "brings_together": gettext_lazy("it brings several together"),
    "soon": gettext_lazy("it is due within a day"),
    "case": gettext_lazy("the case goes through them"),
    "begins": gettext_lazy("it starts something"),
}


def role_proposed(suggested: SuggestedRole) -> str:
    """The role with why."""
    word = label(management_roles()[suggested.role])
    return _("Proposed: %(role)s, because %(reason)s") % {"role": word, "reason": REASONS[suggested.reason]}


def place_of(bell: Bell) -> str:
    """Where, in one word."""
    if bell.site is not None:
        return str(bell.site.name)
    return bell.place_text or (str(bell.commune.name) if bell.commune is not None else "")
