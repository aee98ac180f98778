"""The monthly letter to a partner: who is asked, where its link leads, what was answered."""

from datetime import datetime
from types import MappingProxyType

from django.core import signing
from django.db.models import Exists, OuterRef, Q
from django.utils.crypto import constant_time_compare

from jaras.kernel.actor import Actor, Scope
from jaras.partners.models import Confirmation, Organisation, OrganisationQuerySet
from jaras.partners.rules import PartnersVerb
from jaras.partners.rules.asking import EACH_MONTH, ConfirmationState

SALT = "jaras.partners.confirmation"
NOBODY = 0  # no letter has this number


def to_ask(at: datetime) -> OrganisationQuerySet:
    """Partners with an address whose page nobody confirmed for a month, and who were not asked since."""
    asked = Confirmation.objects.filter(organisation=OuterRef("pk"), asked_at__gt=at - EACH_MONTH)
    old = Q(confirmed_at=None) | Q(confirmed_at__lte=at - EACH_MONTH)
    rows = Organisation.objects.active().filter(old, ~Exists(asked), runs_cell=False)
    return rows.exclude(email="").order_by("id")


def link_of(confirmation: Confirmation) -> str:
    """What makes the address of the page; nobody makes one without our key."""
    return signing.Signer(salt=SALT).sign_object([confirmation.pk, confirmation.nonce])


def asked_by(link: str) -> Confirmation | None:
    """The letter of this link, while its partner takes part; an altered link finds nothing."""
    try:
        pk, nonce = signing.Signer(salt=SALT).unsign_object(link[:400])
    except (signing.BadSignature, ValueError, TypeError):
        pk, nonce = NOBODY, ""
    rows = Confirmation.objects.filter(organisation__active=True).select_related("organisation__commune")
    found = rows.filter(pk=pk).first()
    return found if found and nonce and constant_time_compare(str(nonce), found.nonce) else None


def whoever_was_asked(confirmation: Confirmation) -> Actor:
    """Whoever holds the link answers for this organisation, and does nothing else."""
    organisation = confirmation.organisation
    return Actor(
        name=organisation.name,
        organisation_id=organisation.pk,
        verbs=MappingProxyType({PartnersVerb.READ: Scope.ALL}),
    )


def is_open(confirmation: Confirmation, *, at: datetime) -> bool:
    """Whether its link still asks."""
    return confirmation.state == ConfirmationState.ASKED and at < confirmation.expires_at


def corrections(actor: Actor, organisation: Organisation | None = None) -> list[Confirmation]:
    """What partners wrote that has changed, the oldest first: all of it, or that of one."""
    rows = Confirmation.objects.visible_to(actor).corrected().select_related("organisation")
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    return list(rows.order_by("answered_at", "id")[:50])
