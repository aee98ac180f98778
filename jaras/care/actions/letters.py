"""Letters to a partner: asked for in the transaction of their cause, then sent by the worker."""

from datetime import datetime

from django.db import transaction

from jaras.care import events as facts
from jaras.care.models import Referral, ReferralLetter
from jaras.care.rules.referrals import LetterKind
from jaras.kernel import events
from jaras.kernel.actor import Actor
from jaras.kernel.jobs import enqueue

DELIVERY = "jaras.care.jobs.mail_letter"


def write_letter(referral: Referral, kind: LetterKind, *, at: datetime) -> ReferralLetter:
    """Inside the transaction of the action that calls."""
    letter = ReferralLetter.objects.create(
        referral=referral, kind=kind, to=referral.email, nonce=referral.nonce, at=at
    )
    enqueue(DELIVERY, letter.pk)
    return letter


@transaction.atomic
def letter_mailed(*, letter: ReferralLetter, by: Actor, at: datetime) -> None:
    """It left."""
    ReferralLetter.objects.filter(pk=letter.pk, mailed_at=None).update(mailed_at=at)
    events.publish(
        facts.ReferralLetterMailed(referral_id=letter.referral_id, letter_id=letter.pk), by=by, at=at
    )
