"""Bells in words: their states, their history, why a role is proposed."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from markupsafe import Markup

from jaras.bells.lists import blockers
from jaras.bells.models import Bell
from jaras.bells.queries.reading import Line
from jaras.bells.rules import BellState, HelpState, SuggestedRole
from jaras.governance.models import Member
from jaras.governance.roles import management_roles
from jaras.kernel.coded import Item
from jaras.kernel.folding import fold
from jaras.web.shell import hanging, signs
from jaras.web.shell.templating import bidi, label, told

ME = frozenset(fold(word) for word in ("moi", "me", "myself", "moi-même", "je", "i", "أنا", "ana"))
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
HAPPENED: dict[str, Callable[[str], str]] = {
    "ring": lambda name: _("%(name)s rang it") % {"name": name},
    "go_on": lambda name: _("%(name)s took it over") % {"name": name},
    "accept": lambda name: _("%(name)s took it on") % {"name": name},
    "decline": lambda name: _("%(name)s declined") % {"name": name},
    "ask": lambda name: _("%(name)s asked somebody else") % {"name": name},
    "start": lambda name: _("%(name)s began") % {"name": name},
    "block": lambda name: _("%(name)s said that it is blocked") % {"name": name},
    "finish": lambda name: _("%(name)s did it") % {"name": name},
    "hand_over": lambda name: _("%(name)s goes on with it") % {"name": name},
    "drop": lambda name: _("%(name)s said that nobody needs it any more") % {"name": name},
    "reopen": lambda name: _("%(name)s hung it again") % {"name": name},
    "postpone": lambda name: _("%(name)s gave it another day") % {"name": name},
    "amend": lambda name: _("%(name)s amended it") % {"name": name},
    "offer": lambda name: _("%(name)s offered it to somebody") % {"name": name},
    "refuse_offer": lambda name: _("%(name)s will not take it over") % {"name": name},
}


def role_proposed(suggested: SuggestedRole) -> str:
    """The role with why."""
    word = label(management_roles()[suggested.role])
    return _("Proposed: %(role)s, because %(reason)s") % {"role": word, "reason": REASONS[suggested.reason]}


def says(role: Item) -> str:
    """What somebody in this role does."""
    return told(role, "says")


def name_of(member: Member | None) -> str:
    return member.called if member is not None else "Jaras"


def happened(line: Line, bell: Bell) -> str:
    """One line of its history."""
    say = HAPPENED.get(line.verb)
    return say(name_of(line.by)) if say else line.verb


def blocker(code: str) -> str:
    item = blockers().get(code)
    return label(item) if item else ""


def place_of(bell: Bell) -> str:
    """Where, in one word."""
    if bell.site is not None:
        return str(bell.site.name)
    return bell.place_text or (str(bell.commune.name) if bell.commune is not None else "")


def row(bell: Bell, at: datetime) -> Markup:
    """A line of the board: who, what, by when, where, how many help."""
    helping = sum(1 for each in bell.help.all() if each.state != HelpState.DECLINED)
    asked = bell.state == BellState.BLOCKED and bell.asked is not None
    facts = [
        hanging.state(bell),
        signs.worded("person", bidi(bell.who.called)),
        signs.worded("pin", bidi(place)) if (place := place_of(bell)) else "",
        ngettext("with %(num)s other", "with %(num)s others", helping) % {"num": helping} if helping else "",
        _("%(name)s is asked to unblock it.") % {"name": bell.asked.called} if asked and bell.asked else "",
        signs.worded("cases", _("for a case")) if bell.case_id else "",
        hanging.time(bell, at),
    ]
    words = bell.what or _("Emptied when its time had come")
    return signs.row(reverse("bell", args=[bell.pk]), words, facts=facts, at=at)
