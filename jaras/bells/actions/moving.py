"""What every write of a bell begins with: the row held, whoever acts may do this, the table kept."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from jaras.bells import events as facts
from jaras.bells import queries
from jaras.bells.actions.telling import tell
from jaras.bells.models import Bell
from jaras.bells.rules import BELL, CHANGES, BellsVerb
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.intake.models import Report
from jaras.kernel import access, events, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict

FURTHEST = timedelta(days=731)  # a promise for later than that is a wish


def held(bell: Bell, verb: str, *, by: Actor) -> Bell:
    """The row until the end of the transaction, as it was read; `Conflict` where somebody was quicker."""
    access.require(by, BellsVerb.RING, bell)
    found = Bell.objects.select_for_update(of=("self",)).get(pk=bell.pk)
    if found.version != bell.version:
        raise Conflict(found)
    if verb not in CHANGES and not BELL.allows(found.state, verb):
        raise Refused(_("This bell has moved on meanwhile: look again."))
    if verb not in queries.may_do(found, by):
        raise Refused(_("This is for others to do: whoever carries it, whoever asked for it."))
    return found


def move(bell: Bell, verb: str, *fields: str, by: Actor, at: datetime, reason: str = "") -> Bell:
    """Along the table, kept, told; `fields` are saved with the state."""
    workflow.move(bell, BELL, verb, by=by, at=at, reason=reason)
    bell.save_checked("state", *fields)
    bell.refresh_from_db(fields=["is_open"])
    tell(bell, verb, by=by, at=at)
    events.publish(facts.BellMoved(bell_id=bell.pk, verb=verb), by=by, at=at)
    return bell


def change(bell: Bell, verb: str, *fields: str, by: Actor, at: datetime, reason: str = "") -> Bell:
    """Its words, its day, another hand: the state stays, the history has a line with why."""
    bell.save_checked(*fields)
    workflow.keep(bell, BELL, verb, source=bell.state, by=by, at=at, reason=reason)
    told = tuple(name.removesuffix("_id") for name in fields)
    events.publish(facts.BellAmended(bell_id=bell.pk, fields=told), by=by, at=at)
    return bell


def require_carrier(
    who: Member,
    *,
    report: Report | None,
    case: Case | None,
    undertaking: bool = False,
    field: str = "who",
    at: datetime,
) -> None:
    """Nobody is asked to carry what they cannot open, nor whoever is not here any more."""
    if not who.is_active:
        raise Refused(_("%(name)s is suspended: ask somebody else.") % {"name": who.called}, field=field)
    if not undertaking and not queries.may_carry(who, report=report, case=case, at=at):
        raise Refused(
            _("%(name)s cannot open this file: ask somebody who can, or ring it without the file.")
            % {"name": who.called},
            field=field,
        )


def require_able(who: Member, bell: Bell, *, field: str, at: datetime) -> None:
    """The same for a bell that hangs: what an institution undertook stays within that institution."""
    within = bell.of == "session" and who.organisation_id == bell.organisation_id
    require_carrier(who, report=bell.report, case=bell.case, undertaking=within, field=field, at=at)


def require_days(due_at: datetime, review_at: datetime | None, *, at: datetime) -> None:
    """A promise lies ahead, the day to look at it again before it."""
    if due_at <= at:
        raise Refused(_("The day by which it is done is still to come."), field="due_at")
    if due_at > at + FURTHEST:
        raise Refused(_("This date is too far away."), field="due_at")
    if review_at is not None and not at < review_at <= due_at:
        raise Refused(_("The day to look at it again lies before the day it is done."), field="review_at")
