"""The steps of a draft: who does what by when."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.governance.models import Member
from jaras.inclusion import events as facts
from jaras.inclusion.actions.drafting import hold_draft
from jaras.inclusion.models import Goal, Step
from jaras.inclusion.rules import Doer
from jaras.kernel import events, idempotency, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation

WHAT, SOMEBODY, MOST = 300, 120, 12
EARLIEST, LATEST = timedelta(days=366), timedelta(days=3660)
FIELDS = ("what", "doer", "member_id", "organisation_id", "somebody", "by_on")


@transaction.atomic
def add_step(
    *,
    goal: Goal,
    what: str,
    doer: Doer,
    by: Actor,
    at: datetime,
    member: Member | None = None,
    organisation: Organisation | None = None,
    somebody: str = "",
    by_on: date | None = None,
    key: str = "",
) -> Step:
    """One more step towards a goal; the same `key` adds it once."""
    hold_draft(goal.project, by=by, at=at)
    if known := idempotency.earlier("step", key):
        return Step.objects.get(pk=known)
    if Step.objects.filter(goal=goal, removed_at=None).count() >= MOST:
        raise Refused(_("Twelve steps are many for one goal: make two goals of it."))
    step = Step(goal=goal)
    _say(step, what, doer, member, organisation, somebody, by_on, at=at)
    step.save()
    idempotency.remember("step", key, step.pk, at=at)
    return changed(step, "add", by=by, at=at)


@transaction.atomic
def amend_step(
    *,
    step: Step,
    what: str,
    doer: Doer,
    by: Actor,
    at: datetime,
    member: Member | None = None,
    organisation: Organisation | None = None,
    somebody: str = "",
    by_on: date | None = None,
) -> Step:
    hold_draft(step.goal.project, by=by, at=at)
    _say(step, what, doer, member, organisation, somebody, by_on, at=at)
    step.save_checked(*FIELDS)
    return changed(step, "amend", by=by, at=at)


@transaction.atomic
def remove_step(*, step: Step, by: Actor, at: datetime) -> Step:
    """Taken out of the draft, not lost."""
    hold_draft(step.goal.project, by=by, at=at)
    step.removed_at = at
    step.save_checked("removed_at")
    return changed(step, "remove", by=by, at=at)


@transaction.atomic
def put_back_step(*, step: Step, by: Actor, at: datetime) -> Step:
    hold_draft(step.goal.project, by=by, at=at)
    step.removed_at = None
    step.save_checked("removed_at")
    return changed(step, "put_back", by=by, at=at)


def _say(
    step: Step,
    what: str,
    doer: Doer,
    member: Member | None,
    organisation: Organisation | None,
    somebody: str,
    by_on: date | None,
    *,
    at: datetime,
) -> None:
    """Set what a step says; of the ways to name who does it, only the chosen one is kept."""
    step.what = text.within(what, limit=WHAT, field="what")
    if not step.what:
        raise Refused(_("Say what is to be done."), field="what")
    if doer not in set(Doer):
        raise Refused(_("This value is not in the list."), field="who")
    somebody = text.within(somebody, limit=SOMEBODY, field="somebody") if doer is Doer.OTHER else ""
    if doer is Doer.OTHER and not somebody:
        raise Refused(_("Say who it is."), field="somebody")
    if (doer is Doer.MEMBER and member is None) or (doer is Doer.ORGANISATION and organisation is None):
        raise Refused(_("Say who does it."), field="who")
    today = timezone.localtime(at).date()
    if by_on is not None and not today - EARLIEST <= by_on <= today + LATEST:
        raise Refused(_("This date is too far away."), field="by_on")
    step.doer, step.somebody, step.by_on = doer, somebody, by_on
    step.member = member if doer is Doer.MEMBER else None
    step.organisation = organisation if doer is Doer.ORGANISATION else None


def changed(step: Step, verb: str, *, by: Actor, at: datetime) -> Step:
    events.publish(
        facts.StepChanged(step_id=step.pk, project_id=step.goal.project_id, verb=verb), by=by, at=at
    )
    return step
