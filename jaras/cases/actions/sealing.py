"""A case is put in a sealed compartment, taken out of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases import events as facts
from jaras.cases.actions.counting import count
from jaras.cases.actions.timeline import tell
from jaras.cases.models import Case
from jaras.cases.rules import CasesVerb, Entry
from jaras.governance.roles import compartments
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.keys import sealing as keys
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.people import actions as people

REASON = 2000


@transaction.atomic
def seal(*, case: Case, compartment: str, by: Actor, at: datetime, reason: str = "") -> Case:
    """Close a case to all but the holders of a compartment, with its team; what it shares is sealed with it.

    Whoever seals without holding the compartment loses sight of it, unless they are in the team.
    """
    access.require(by, CasesVerb.WRITE, case)
    require_compartment(compartment)
    if case.level == Level.SEALED and case.compartment != compartment:
        require_held(by, case.compartment)
    share(case, Level.SEALED, compartment, by=by, at=at, reason=reason)
    return case


@transaction.atomic
def unseal(*, case: Case, level: Level, reason: str, by: Actor, at: datetime) -> Case:
    """Open a sealed case again, restricted or ordinary: by whoever holds its compartment, with a reason."""
    access.require(by, CasesVerb.WRITE, case)
    if case.level != Level.SEALED:
        raise Refused(_("This case is not sealed."))
    require_held(by, case.compartment)
    if level == Level.SEALED:
        raise Refused(_("This value is not in the list."), field="level")
    if not text.cleaned(reason):
        raise Refused(_("Say why it need not be sealed any more."), field="reason")
    share(case, level, "", by=by, at=at, reason=reason)
    return case


def require_compartment(code: str) -> None:
    if code not in compartments():
        raise Refused(_("Choose the compartment in which it is sealed."), field="compartment")


def require_held(by: Actor, compartment: str) -> None:
    """Who opens a seal holds its compartment: to be in the team is not enough."""
    if not by.is_software and compartment not in by.compartments:
        raise Refused(_("Only somebody who holds this compartment may open it."))


def share(case: Case, level: Level, compartment: str, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Say how far a case is shared, inside the transaction of the action that decided it."""
    if (case.level, case.compartment) == (level, compartment):
        return
    access.require_lasting(by, case)
    count(case, -1)
    case.level, case.compartment, case.moved_at = level, compartment, at
    case.save_checked("level", "compartment", "moved_at")
    count(case, 1)
    keys.follow_level(case, subject="case")
    told(case, by=by, at=at, words=text.within(reason, limit=REASON, field="reason"))
    people.follow_links(persons=case.persons.all(), by=by, at=at)


def told(case: Case, *, by: Actor, at: datetime, words: str = "") -> None:
    """How far it is shared from now on, in its story, in the log."""
    level, compartment = Level(case.level), case.compartment
    data = {"level": level} | ({"compartment": compartment} if compartment else {})
    tell(case, Entry.CONFIDENTIALITY, by=by, at=at, words=words, data=data)
    changed = facts.ConfidentialityChanged(case_id=case.pk, level=level, compartment=compartment)
    events.publish(changed, by=by, at=at)
