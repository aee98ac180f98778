"""Absences of those who hold the watch: noted, cancelled."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance.models import Absence, Member, actor_of
from jaras.governance.models.absences import WHY
from jaras.governance.roles import absence_kinds
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.rest import ABSENCE, LONGEST_ABSENCE, AbsenceState
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused


@transaction.atomic
def note_absence(
    *, member: Member, starts_on: date, ends_on: date, kind: str, why: str = "", by: Actor, at: datetime
) -> Absence:
    """One's own, or anybody's for whoever plans; turns that are planned stay until somebody changes them."""
    access.require(by, GovernanceVerb.DUTY if member.pk == by.member_id else GovernanceVerb.ROSTER)
    if not actor_of(member).can(GovernanceVerb.DUTY):
        raise Refused(_("%(name)s cannot hold the watch.") % {"name": member.called}, field="member")
    if kind not in absence_kinds():
        raise Refused(_("Choose what kind of absence this is."), field="kind")
    if ends_on < starts_on or ends_on - starts_on > LONGEST_ABSENCE:
        raise Refused(_("The last day follows the first, within a year."), field="ends_on")
    today = timezone.localtime(at).date()
    if ends_on < today or starts_on - today > LONGEST_ABSENCE:
        raise Refused(_("Choose days from today on, within a year."), field="starts_on")
    absence = Absence(
        member=member,
        starts_on=starts_on,
        ends_on=ends_on,
        kind=kind,
        why=text.within(why, limit=WHY, field="why"),
    )
    absence.save()
    events.publish(facts.AbsenceNoted(absence_id=absence.pk, member_id=member.pk), by=by, at=at)
    return absence


@transaction.atomic
def cancel_absence(*, absence: Absence, by: Actor, at: datetime) -> Absence:
    """They are there after all. Refused where somebody cancelled it meanwhile."""
    access.require(
        by, GovernanceVerb.DUTY if absence.member_id == by.member_id else GovernanceVerb.ROSTER, absence
    )
    target = workflow.target(ABSENCE, AbsenceState.NOTED, "cancel")
    if not Absence.objects.noted().filter(pk=absence.pk).update(state=target):
        raise Refused(_("This absence was cancelled already."))
    absence.state = target
    workflow.keep(absence, ABSENCE, "cancel", source=AbsenceState.NOTED, by=by, at=at)
    events.publish(facts.AbsenceCancelled(absence_id=absence.pk, member_id=absence.member_id), by=by, at=at)
    return absence
