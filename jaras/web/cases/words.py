"""What the moves of a case are called on a button, in a sentence."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from jaras.cases.models import Case
from jaras.cases.rules import CASE, CasesVerb
from jaras.governance.models import Member
from jaras.kernel.actor import Actor
from jaras.people.models import Person


@dataclass(frozen=True)
class Words:
    """How a move is offered, asked about, told afterwards."""

    offer: Any
    ask: Any
    told: Any


MOVES = {
    "assess": Words(_("Begin the assessment"), _("The assessment begins."), _("The assessment began")),
    "plan": Words(_("The plan is set"), _("The plan was set with the person."), _("The plan was set")),
    "start": Words(_("Start the support"), _("What was planned begins."), _("The support started")),
    "monitor": Words(
        _("Go over to follow-up"), _("The help was given; now it is followed."), _("Followed up")
    ),
    "request_closure": Words(
        _("Ask for the closure"),
        _("Another person of the cell approves the closure; what stays open is ended first."),
        _("Closure asked for"),
    ),
    "close": Words(
        _("Approve the closure"), _("The case is closed; it can be opened again."), _("Case closed")
    ),
    "refuse_closure": Words(
        _("Carry on instead"), _("Say what still has to be done."), _("The closure was refused")
    ),
    "reopen": Words(_("Open the case again"), _("Say what happened since."), _("Case opened again")),
    "hold": Words(_("Pause"), _("Say why, and when to look again."), _("Case paused")),
    "resume": Words(_("Resume"), _("The case is followed again."), _("Case resumed")),
    "transfer_out": Words(
        _("Transfer out of the province"),
        _("Say who follows the person from now on."),
        _("Transferred out of the province"),
    ),
}
# What no button of a case does: it was opened from a report or from a person, merged with another.
TOLD = {"open": _("Case opened"), "news": _("News taken"), "merge": _("Merged into another case")} | {
    verb: words.told for verb, words in MOVES.items()
}


def moves(case: Case, actor: Actor) -> list[tuple[str, Words]]:
    """The moves this member may make from here; nobody approves the closure they asked for."""
    if not actor.can(CasesVerb.WRITE):
        return []
    mine = case.closure_requested_by_id == actor.member_id
    return [
        (verb, MOVES[verb])
        for verb in CASE.verbs_from(case.state)
        if verb in MOVES and not (verb == "close" and mine)
    ]


def name_of(member: Member | None) -> str:
    """A member's name in the reader's script; the software itself has none."""
    return member.called if member else ""


def persons_of(case: Case) -> list[Person]:
    """Whom the case concerns, as they were read with it."""
    return [party.person for party in case.parties.all()]
