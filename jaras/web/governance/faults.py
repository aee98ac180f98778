"""The rules that a turn breaks, in words."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jaras.governance.models import Member
from jaras.governance.roles import rest_rules
from jaras.governance.rules.rest import Broken, Fault


def faults_in_words(broken: Sequence[Broken]) -> list[str]:
    return [_said(each) for each in broken]


def _said(broken: Broken) -> str:
    rules = rest_rules()
    if broken.fault is Fault.AWAY:
        return _("absent on these days")
    if broken.fault is Fault.NIGHTS:
        return _("night number %(number)d in a row, at most %(most)d") % {
            "number": broken.much,
            "most": rules.nights,
        }
    words = ngettext(
        "%(number)d hour of rest before it, at least %(least)d",
        "%(number)d hours of rest before it, at least %(least)d",
        broken.much,
    )
    return words % {"number": broken.much, "least": rules.rest // timedelta(hours=1)}


def keeping_in_words(why: Sequence[tuple[Member, Fault]]) -> list[tuple[str, str]]:
    """What keeps each member from a turn: their name, the reason."""
    rules = rest_rules()
    words = {
        Fault.AWAY: _("absent"),
        Fault.REST: _("holds a turn less than %(least)d hours away")
        % {"least": rules.rest // timedelta(hours=1)},
        Fault.NIGHTS: _("already holds %(most)d nights in a row") % {"most": rules.nights},
    }
    return [(member.called, words[fault]) for member, fault in why]
