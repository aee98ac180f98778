"""The clock of referrals: who is late is written to, who stays silent loses the need."""

from django.utils import timezone

from jaras.care import actions, queries
from jaras.kernel.actor import SYSTEM


def follow_referrals() -> None:
    """Remind, then expire; running it again changes nothing."""
    at = timezone.now()
    for referral in queries.to_expire(at):
        actions.expire(referral=referral, by=SYSTEM, at=at)
    for referral in queries.to_remind(at):
        actions.remind(referral=referral, by=SYSTEM, at=at)
