"""Legal duties: raised by a report, then done or not done with the reason."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases.rules import Entry
from jaras.intake import events as facts
from jaras.intake.actions.timeline import tell
from jaras.intake.lists import legal_duties
from jaras.intake.models import Duty, Report
from jaras.intake.rules.states import DUTY, DutyState, IntakeVerb
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused


def raise_duties(report: Report, codes: Iterable[str], *, by: Actor, at: datetime) -> None:
    """Open a step for each duty that is not open yet, inside the caller's transaction."""
    known = set(report.duties.values_list("code", flat=True)) if report.confirmed_at else set()
    duties = []
    for code in codes:
        item = legal_duties().get(code)
        if item is None or not item.more.get("tracked", True) or code in known:
            continue
        hours = item.more.get("within_hours")
        due_at = at + timedelta(hours=float(hours)) if hours is not None else None
        duties.append(Duty(report=report, code=code, due_at=due_at, raised_at=at))
    Duty.objects.bulk_create(duties)
    raised = [facts.DutyRaised(report_id=report.pk, duty_id=duty.pk, code=duty.code) for duty in duties]
    events.publish_many(raised, by=by, at=at)


@transaction.atomic
def settle_duty(
    *,
    duty: Duty,
    to_whom: str,
    by: Actor,
    at: datetime,
    reference: str = "",
    done_at: datetime | None = None,
) -> Duty:
    """The step was taken: to whom, when, under which reference."""
    access.require(by, IntakeVerb.DUTIES, duty.report)
    duty.to_whom = text.within(to_whom, limit=200, field="to_whom")
    if not duty.to_whom:
        raise Refused(_("Say who was told."), field="to_whom")
    if done_at is not None and done_at > at:
        raise Refused(_("This time has not come yet."), field="done_at")
    duty.reference = text.within(reference, limit=80, field="reference")
    workflow.move(duty, DUTY, "do", by=by, at=at)
    duty.by_id, duty.settled_at = by.member_id, done_at or at
    duty.save_checked("state", "to_whom", "reference", "by_id", "settled_at")
    _told(duty, by=by, at=at)
    return duty


@transaction.atomic
def leave_duty(*, duty: Duty, reason: str, by: Actor, at: datetime) -> Duty:
    """The step is not taken, for a written reason."""
    access.require(by, IntakeVerb.DUTIES, duty.report)
    duty.reason = text.within(reason, limit=2000, field="reason")
    if not duty.reason:
        raise Refused(_("Say why it is not done."), field="reason")
    workflow.move(duty, DUTY, "leave_undone", by=by, at=at, reason=duty.reason)
    duty.by_id, duty.settled_at = by.member_id, at
    duty.save_checked("state", "reason", "by_id", "settled_at")
    _told(duty, by=by, at=at)
    return duty


def _told(duty: Duty, *, by: Actor, at: datetime) -> None:
    done = duty.state == DutyState.DONE
    tell(
        duty.report,
        Entry.DUTY,
        by=by,
        at=at,
        words=duty.reason if not done else "",
        data={"code": duty.code, "done": done, "to_whom": duty.to_whom, "reference": duty.reference},
    )
    events.publish(
        facts.DutySettled(report_id=duty.report_id, duty_id=duty.pk, code=duty.code, done=done), by=by, at=at
    )
