"""The link of somebody who is invited without an account."""

from types import MappingProxyType

from django.core import signing
from django.utils.crypto import constant_time_compare

from jaras.kernel.actor import Actor
from jaras.meetings.models import Invitation

SALT = "jaras.meetings.invitation"


def link_of(invitation: Invitation) -> str:
    """What makes the address of the page; nobody makes one without our key."""
    return signing.Signer(salt=SALT).sign_object([invitation.pk, invitation.nonce])


def invited_by(link: str) -> Invitation | None:
    """Whoever holds this link; an altered one finds nobody."""
    try:
        pk, nonce = signing.Signer(salt=SALT).unsign_object(link[:400])
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = Invitation.objects.filter(member=None).select_related("meeting__facilitator", "meeting__site")
    found = rows.select_related("organisation", "meeting__commune", "meeting__series").filter(pk=pk).first()
    return found if found and nonce and constant_time_compare(str(nonce), found.nonce) else None


def guest(invitation: Invitation) -> Actor:
    """Whoever holds the link answers for themselves, does nothing else."""
    organisation = invitation.organisation_id
    return Actor(name=invitation.called, organisation_id=organisation, verbs=MappingProxyType({}))
