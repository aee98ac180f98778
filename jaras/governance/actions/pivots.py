"""The pivot of a partner: named, followed by another, ended."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance.models import Member, Pivot
from jaras.governance.rules import GovernanceVerb
from jaras.kernel import access, events
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation


@transaction.atomic
def name_pivot(*, organisation: Organisation, member: Member, by: Actor, at: datetime) -> Pivot:
    """From now on it is this colleague; whoever it was before stays written."""
    access.require(by, GovernanceVerb.PIVOTS, organisation)
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # two hands: one after the other
    if not access.can_see(by, member) or not member.is_active:
        raise Refused(_("Choose one of the colleagues."), field="member")
    now = Pivot.objects.current().filter(organisation=organisation).first()
    if now is not None and now.member_id == member.pk:
        return now
    Pivot.objects.current().filter(organisation=organisation).update(until=at)
    made = Pivot.objects.create(organisation=organisation, member=member, since=at)
    named = facts.PivotNamed(organisation_id=organisation.pk, member_id=member.pk)
    events.publish(named, by=by, at=at)
    return made


@transaction.atomic
def end_pivot(*, organisation: Organisation, by: Actor, at: datetime) -> None:
    """Nobody is, until somebody is named."""
    access.require(by, GovernanceVerb.PIVOTS, organisation)
    now = Pivot.objects.current().filter(organisation=organisation).first()
    if now is None or not Pivot.objects.current().filter(pk=now.pk).update(until=at):
        raise Refused(_("Nobody is its pivot."))
    ended = facts.PivotEnded(organisation_id=organisation.pk, member_id=now.member_id)
    events.publish(ended, by=by, at=at)
