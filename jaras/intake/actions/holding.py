"""Who holds a report: one person, never two."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jaras.governance.models import Member
from jaras.intake import events as facts
from jaras.intake.models import Report
from jaras.intake.rules.states import OPEN, IntakeVerb
from jaras.kernel import access, events
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused


@transaction.atomic
def claim(*, report: Report, by: Actor, at: datetime) -> Report:
    """Take a report as one's own; the second of two who try is told who was first."""
    access.require(by, IntakeVerb.RESPOND, report)
    won = Report.objects.filter(pk=report.pk, claimed_by=None, state__in=OPEN).update(
        claimed_by_id=by.member_id, claimed_at=at
    )
    report.refresh_from_db(fields=["claimed_by", "claimed_at", "state", "version"])
    if not won:
        if report.claimed_by_id == by.member_id:
            return report
        if report.claimed_by is None:
            raise Refused(_("This report is not open any more."))
        raise Refused(_("%(name)s holds this report already.") % {"name": report.claimed_by.name})
    events.publish(facts.ReportClaimed(report_id=report.pk, member_id=by.member_id or 0), by=by, at=at)
    return report


@transaction.atomic
def release(*, report: Report, by: Actor, at: datetime) -> Report:
    """Put a report back among those to take."""
    access.require(by, IntakeVerb.RESPOND, report)
    if not Report.objects.filter(pk=report.pk, claimed_by_id=by.member_id or 0).update(
        claimed_by=None, claimed_at=None
    ):
        raise Refused(_("Only whoever holds a report can put it back."))
    report.refresh_from_db(fields=["claimed_by", "claimed_at"])
    events.publish(facts.ReportReleased(report_id=report.pk, member_id=by.member_id or 0), by=by, at=at)
    return report


@transaction.atomic
def hand_to(*, report: Report, member: Member, by: Actor, at: datetime) -> Report:
    """Give a report that one holds, or that nobody holds, to somebody else."""
    access.require(by, IntakeVerb.RESPOND, report)
    if not member.is_active:
        raise Refused(_("This member is suspended."), field="member")
    free = Q(claimed_by=None) | Q(claimed_by_id=by.member_id or 0)
    if not Report.objects.filter(free, pk=report.pk, state__in=OPEN).update(claimed_by=member, claimed_at=at):
        raise Refused(_("Only whoever holds a report can hand it over."))
    report.refresh_from_db(fields=["claimed_by", "claimed_at"])
    events.publish(facts.ReportClaimed(report_id=report.pk, member_id=member.pk), by=by, at=at)
    return report
