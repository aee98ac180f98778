"""The partner's door: which referral a link leads to, what else it asks, who stands behind it."""

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from jaras.care.models import Referral
from jaras.care.rules import CareVerb, Door
from jaras.care.rules.referrals import door_for, stricter
from jaras.kernel import access
from jaras.kernel.actor import Actor, Scope

SALT = "jaras.care.referral"
PASS_LASTS = timedelta(minutes=30)
NOBODY_THERE = 0  # no referral has this number


@dataclass(frozen=True)
class Knock:
    """A link of ours; `current` unless a newer one was sent or the referral was taken back."""

    referral: Referral
    current: bool

    @property
    def door(self) -> Door:
        """What is asked beside the link: the case may have been restricted since."""
        return stricter(self.referral.door, door_for(self.referral.case.level))


def token_of(referral: Referral, nonce: str = "") -> str:
    """What makes the address of the partner's page; nobody makes one without our key."""
    return signing.Signer(salt=SALT).sign_object([referral.pk, nonce or referral.nonce])


def knock(token: str) -> Knock | None:
    """The referral of this link; a made-up one takes as long and finds nothing."""
    try:
        pk, nonce = signing.Signer(salt=SALT).unsign_object(token[:400])
    except (signing.BadSignature, ValueError, TypeError):
        pk, nonce = NOBODY_THERE, ""
    referral = _opened(pk)
    if referral is None:
        return None
    return Knock(referral, current=constant_time_compare(nonce, referral.nonce))


def by_account(actor: Actor, pk: int) -> Knock | None:
    """The referral for a signed-in agent of the organisation that was asked: their account is their link."""
    referral = _opened(pk)
    if referral is None or not is_of_the_partner(actor, referral):
        return None
    return Knock(referral, current=True)


def _opened(pk: int) -> Referral | None:
    rows = Referral.objects.select_related("case__commune", "need__person", "organisation", "service")
    rows = rows.defer("case__commune__boundary", "case__commune__boundary_source")
    return rows.filter(pk=pk).order_by().first()


def pass_for(referral: Referral) -> str:
    """What a right code opens for a while, carried by the page itself: no cookie."""
    return signing.TimestampSigner(salt=f"{SALT}.pass").sign(_lock_of(referral))


def passes(referral: Referral, given: str) -> bool:
    """Whether this pass was given for this link and this code, lately."""
    try:
        lock = signing.TimestampSigner(salt=f"{SALT}.pass").unsign(given[:400], max_age=PASS_LASTS)
    except signing.BadSignature:
        return False
    return bool(referral.code_digest) and constant_time_compare(lock, _lock_of(referral))


def _lock_of(referral: Referral) -> str:
    """Changes with the link, changes with the code."""
    value = f"{referral.pk}.{referral.nonce}.{referral.code_digest}"
    return salted_hmac(f"{SALT}.lock", value, algorithm="sha256").hexdigest()[:40]


def partner_of(referral: Referral) -> Actor:
    """Whoever holds the link answers for the organisation, and does nothing else."""
    return Actor(
        name=referral.organisation.name,
        organisation_id=referral.organisation_id,
        verbs=MappingProxyType({CareVerb.ANSWER: Scope.ORGANISATION}),
    )


def is_of_the_partner(actor: Actor, referral: Referral) -> bool:
    """A signed-in agent of the organisation that was asked."""
    return actor.can(CareVerb.ANSWER) and actor.organisation_id == referral.organisation_id


def require_answerer(referral: Referral, by: Actor) -> None:
    """The partner itself, or the cell that writes down what the partner said on the telephone."""
    if by.can(CareVerb.REFER):
        access.require(by, CareVerb.REFER, referral)
    elif not is_of_the_partner(by, referral):
        raise access.NotVisible(f"Referral {referral.pk}")
