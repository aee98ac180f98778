"""The *next* card: what, who, by when."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases import events as facts
from jaras.cases.actions.joining import bring_in, named
from jaras.cases.actions.timeline import tell
from jaras.cases.models import Case
from jaras.cases.rules import ENDED, CasesVerb, Entry
from jaras.governance.models import Member
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

CARD = ("next_what", "next_who_id", "next_due_at", "moved_at")
EARLIEST, LATEST = timedelta(days=366), timedelta(days=3660)


@transaction.atomic
def plan_next(
    *, case: Case, what: str, who: Member | None, due_at: datetime | None, by: Actor, at: datetime
) -> Case:
    """Write the card; whoever it is entrusted to joins the team, or they could not see it."""
    access.require(by, CasesVerb.WRITE, case)
    if case.state in ENDED:
        raise Refused(_("This case is not followed any more: open it again first."))
    case.next_what = text.within(what, limit=300, field="what")
    if not case.next_what:
        raise Refused(_("Say what comes next."), field="what")
    if due_at is not None and not at - EARLIEST <= due_at <= at + LATEST:
        raise Refused(_("This date is too far away."), field="due_at")
    if who is not None and not who.is_active:
        raise Refused(_("This member is suspended."), field="who")
    case.next_who, case.next_due_at, case.moved_at = who, due_at, at
    case.save_checked(*CARD)
    if who is not None:
        bring_in(case, who, by=by, at=at)
    told = (named(who) if who else {}) | {"due": due_at.isoformat() if due_at else None}
    tell(case, Entry.NEXT, by=by, at=at, words=case.next_what, data=told)
    events.publish(facts.NextPlanned(case_id=case.pk, who_id=who.pk if who else None), by=by, at=at)
    return case


@transaction.atomic
def finish_next(*, case: Case, by: Actor, at: datetime) -> Case:
    access.require(by, CasesVerb.WRITE, case)
    if not case.next_what:
        raise Refused(_("Nothing is planned next."))
    tell(case, Entry.NEXT, by=by, at=at, words=case.next_what, data={"done": True})
    case.next_what, case.next_who, case.next_due_at, case.moved_at = "", None, None, at
    case.save_checked(*CARD)
    events.publish(facts.NextDone(case_id=case.pk), by=by, at=at)
    return case
