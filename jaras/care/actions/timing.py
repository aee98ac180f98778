"""What the clock does to a referral: it reminds, then it ends the waiting."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from jaras.care import events as facts
from jaras.care.actions.letters import write_letter
from jaras.care.actions.tracing import locked, move_along, reopen_need, tell
from jaras.care.models import Referral
from jaras.care.rules import CareVerb
from jaras.care.rules.referrals import LetterKind
from jaras.kernel import access, events
from jaras.kernel.actor import SYSTEM, Actor


@transaction.atomic
def remind(*, referral: Referral, by: Actor, at: datetime) -> None:
    """Write once more to whoever has not answered; a second reminder is not sent."""
    access.require(by, CareVerb.REFER, referral)
    referral = locked(referral)
    if not referral.waits or referral.reminded_at is not None:
        return
    referral.reminded_at = at
    referral.save_checked("reminded_at")
    tell(referral, "remind", by=by, at=at)
    write_letter(referral, LetterKind.REMINDER, at=at)
    events.publish(facts.ReferralReminded(referral_id=referral.pk), by=by, at=at)


@transaction.atomic
def expire(*, referral: Referral, by: Actor, at: datetime) -> Referral:
    """Nobody answered in time: the need is open again; whoever answered meanwhile is left in peace."""
    access.require(by, CareVerb.REFER, referral)
    referral = locked(referral)
    expire_if_due(referral, at=at)
    return referral


def expire_if_due(referral: Referral, *, at: datetime) -> None:
    """Inside a transaction: an answer after the hour is late, though the clock has not rung yet."""
    if referral.waits and referral.expires_at is not None and referral.expires_at <= at:
        move_along(referral, "expire", by=SYSTEM, at=at)
        with translation.override(settings.LANGUAGE_CODE):
            reason = _("No answer in time")
        reopen_need(referral, reason, by=SYSTEM, at=at, told="")
