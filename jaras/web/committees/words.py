"""What pages call the states, the answers, the results of committees."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jaras.committees.rules import Answer, ItemState, SessionState
from jaras.governance.rules.ballots import Choice, Method, Settled, Why
from jaras.governance.rules.committees import SeatReason

# The word, how it is drawn.
SESSIONS = {
    SessionState.CONVENED: (pgettext_lazy("session", "convened"), "waiting"),
    SessionState.OPEN: (pgettext_lazy("session", "sits now"), "current"),
    SessionState.CLOSED: (pgettext_lazy("session", "closed"), "done"),
    SessionState.CANCELLED: (pgettext_lazy("session", "cancelled"), "plain"),
}
ITEMS = {
    ItemState.PENDING: _("no decision yet"),
    ItemState.DECIDED: _("decided"),
    ItemState.SET_ASIDE: _("set aside"),
}
ANSWERS = {
    Answer.ASKED: (_("no answer yet"), "waiting"),
    Answer.COMING: (pgettext_lazy("session", "comes"), "current"),
    Answer.CANNOT: (pgettext_lazy("session", "cannot"), "plain"),
    Answer.PRESENT: (pgettext_lazy("session", "is there"), "done"),
}
METHODS = {
    Method.CONSENT: _("Consent: nobody objects"),
    Method.SIMPLE: _("Simple majority"),
    Method.QUALIFIED: _("Qualified majority: two thirds of the votes cast"),
}
CHOICES = {
    Choice.FOR: pgettext_lazy("vote", "For"),
    Choice.AGAINST: pgettext_lazy("vote", "Against"),
    Choice.ABSTAIN: pgettext_lazy("vote", "I abstain"),
}
BY_CONSENT = CHOICES | {
    Choice.FOR: pgettext_lazy("vote", "I consent"),
    Choice.AGAINST: pgettext_lazy("vote", "I object"),
}
SETTLED = {
    Settled.WITHDRAWN: _("withdrawn by its author"),
    Settled.INTEGRATED: _("integrated: the text was amended"),
    Settled.MAINTAINED: _("answered, maintained"),
}
WHY = {
    Why.NO_QUORUM: _("the quorum was not reached"),
    Why.NOBODY_DECIDED: _("everybody abstained"),
    Why.NO_OBJECTION: _("nobody objects"),
    Why.OBJECTION: _("an objection stands"),
    Why.MORE_FOR: _("more votes for than against"),
    Why.NOT_MORE_FOR: _("not more votes for than against"),
    Why.ENOUGH_FOR: _("the share was reached"),
    Why.NOT_ENOUGH_FOR: _("the share was not reached"),
}
REASONS = {
    SeatReason.CHAIR: _("it chairs"),
    SeatReason.SECRETARIAT: _("it keeps the secretariat"),
    SeatReason.POLE: _("the file needs its pole"),
    SeatReason.PUBLIC: _("the public of this file"),
    SeatReason.REFERRED: _("something is entrusted to it already"),
}


def reasons(codes: list[str]) -> list[Any]:
    return [REASONS[SeatReason(code)] for code in codes if code in set(SeatReason)]
