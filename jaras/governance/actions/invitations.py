"""Doors opened once: an invitation, its key, its end."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance import queries
from jaras.governance.actions.members import (
    enrol,
    possible_email,
    possible_name,
    possible_reach,
    possible_roles,
    reach,
)
from jaras.governance.models import Invitation, Member
from jaras.governance.rules import INVITATION_LASTS, GovernanceVerb
from jaras.kernel import access, events, jobs
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    roles: Sequence[str],
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    pole: str = "",
    communes: Sequence[str] = (),
    poles: Sequence[str] = (),
) -> Invitation:
    """Open the door for seven days; a job writes to the address.

    `communes`, `poles` limit what the roles open to whoever comes in; none of a kind: all of it.
    """
    access.require(by, GovernanceVerb.MEMBERS)
    address = possible_email(email)
    if Invitation.objects.pending().filter(email=address, expires_at__gt=at).exists():
        raise Refused(_("This address is already invited: renew its invitation."), field="email")
    reach_communes, reach_poles = possible_reach(communes, poles)
    invitation = Invitation(
        email=address,
        name=possible_name(name),
        roles=list(possible_roles(roles, organisation=organisation, pole=pole)),
        organisation=organisation,
        pole=pole,
        reach_communes=reach_communes,
        reach_poles=reach_poles,
        invited_by_id=by.member_id,
    )
    _open(invitation, at)
    told = facts.MemberInvited(
        invitation_id=invitation.pk,
        roles=tuple(invitation.roles),
        reach=(*invitation.reach_communes, *invitation.reach_poles),
    )
    events.publish(told, by=by, at=at)
    return invitation


@transaction.atomic
def renew_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> Invitation:
    """Seven more days with another key: the former one opens nothing any more."""
    access.require(by, GovernanceVerb.MEMBERS, invitation)
    _refuse_used(invitation)
    _open(invitation, at)
    events.publish(facts.InvitationRenewed(invitation_id=invitation.pk), by=by, at=at)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> Invitation:
    """Close the door before anybody came in."""
    access.require(by, GovernanceVerb.MEMBERS, invitation)
    _refuse_used(invitation)
    invitation.expires_at = at
    invitation.save(update_fields=["expires_at"])
    events.publish(facts.InvitationWithdrawn(invitation_id=invitation.pk), by=by, at=at)
    return invitation


@transaction.atomic
def accept_invitation(
    *, token: str, name: str, password: str, by: Actor, at: datetime, language: str = "fr"
) -> Member:
    """Come in with one's own name, one's own password; the key serves once."""
    invitation = queries.invitation_of(token, at=at)
    if invitation is None:
        raise Refused(_("This invitation was used, withdrawn or is too old: ask for another one."))
    taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=at)
    if not taken:
        raise Refused(_("This invitation was used, withdrawn or is too old: ask for another one."))
    member = enrol(
        email=invitation.email,
        name=name,
        password=password,
        roles=invitation.roles,
        organisation=invitation.organisation,
        pole=invitation.pole,
        language=language,
        at=at,
    )
    reach(member, invitation.reach_communes, invitation.reach_poles, by=by, at=at)
    events.publish(
        facts.MemberJoined(member_id=member.pk, invitation_id=invitation.pk, roles=tuple(invitation.roles)),
        by=by,
        at=at,
    )
    return member


def _open(invitation: Invitation, at: datetime) -> None:
    """The key is derived from what the row says, so that it need not be stored to be sent."""
    invitation.nonce = token_hex(16)
    invitation.invited_at, invitation.expires_at = at, at + INVITATION_LASTS
    invitation.digest = queries.digest(queries.key_of(invitation))
    invitation.save()
    jobs.enqueue("jaras.governance.jobs.send_invitation", invitation.pk)


def _refuse_used(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise Refused(_("This invitation was already used."))
