"""The link by which the staff of a site keep its board: where it leads, who stands behind it."""

from types import MappingProxyType

from django.core import signing
from django.utils.crypto import constant_time_compare

from jaras.kernel.actor import Actor, Scope
from jaras.partners.models import Site
from jaras.partners.rules import PartnersVerb

SALT = "jaras.partners.site"
NOBODY_THERE = 0  # no site has this number


def token_of(site: Site) -> str:
    """What makes the address of the page; nobody makes one without our key."""
    return signing.Signer(salt=SALT).sign_object([site.pk, site.nonce])


def site_of(token: str) -> Site | None:
    """The site of this link; one that was renewed since, that was never ours, finds nothing."""
    try:
        pk, nonce = signing.Signer(salt=SALT).unsign_object(token[:400])
    except (signing.BadSignature, ValueError, TypeError):
        pk, nonce = NOBODY_THERE, ""
    site = Site.objects.active().select_related("organisation", "commune").filter(pk=pk).first()
    return site if site and nonce and constant_time_compare(str(nonce), site.nonce) else None


def staff_of(site: Site) -> Actor:
    """Whoever holds the link keeps the board of this organisation, and does nothing else."""
    return Actor(
        name=site.name,
        organisation_id=site.organisation_id,
        verbs=MappingProxyType({PartnersVerb.READ: Scope.ALL, PartnersVerb.PLACES: Scope.ORGANISATION}),
    )
