"""The code told by telephone: made, tried, a few times only."""

from datetime import datetime, timedelta
from secrets import randbelow

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.care import events as facts
from jaras.care.actions.tracing import locked, tell
from jaras.care.models import Referral
from jaras.care.rules import CareVerb, Door
from jaras.care.rules.referrals import door_for, stricter
from jaras.kernel import access, events, limits
from jaras.kernel.actor import Actor
from jaras.kernel.limits import Limit
from jaras.kernel.refusal import Refused

DIGITS = 6
SCOPE = "referral-code"
TRIES = (Limit(5, timedelta(minutes=15)), Limit(20, timedelta(days=1)))


class TooManyTries(Exception):
    """Somebody guesses: for a while not even the right code opens."""


@transaction.atomic
def make_code(*, referral: Referral, by: Actor, at: datetime) -> str:
    """A new code for the same link; the older one opens nothing any more."""
    access.require(by, CareVerb.REFER, referral)
    referral = locked(referral)
    if not (referral.waits or referral.taken):
        raise Refused(_("This referral is over already."))
    referral.door = stricter(referral.door, door_for(referral.case.level))
    if referral.door != Door.CODE:
        raise Refused(_("No code is asked for this referral."))
    code = fresh_code(referral)
    referral.save_checked("door", "code_digest")
    tell(referral, "make_code", by=by, at=at)
    events.publish(facts.ReferralCodeMade(referral_id=referral.pk), by=by, at=at)
    return code


def try_code(*, referral: Referral, code: str, by: Actor, at: datetime) -> bool:
    """Whether this is the code; every try counts, before it is known to be right."""
    with transaction.atomic():
        referral, who = locked(referral), limits.digest(f"referral:{referral.pk}")
        guessing = limits.reached(SCOPE, who, TRIES, at=at)
        if not guessing:
            limits.note(SCOPE, who, at=at)
    if guessing:
        raise TooManyTries
    typed = "".join(sign for sign in code if sign.isdecimal())
    opened = bool(referral.code_digest) and check_password(_latin(typed), referral.code_digest)
    _note(referral, opened=opened, by=by, at=at)
    return opened


@transaction.atomic
def _note(referral: Referral, *, opened: bool, by: Actor, at: datetime) -> None:
    events.publish(facts.ReferralCodeTried(referral_id=referral.pk, opened=opened), by=by, at=at)


def fresh_code(referral: Referral) -> str:
    """Six digits, of which only a slow digest is kept; the caller saves the row."""
    code = f"{randbelow(10**DIGITS):0{DIGITS}d}"
    referral.code_digest = make_password(code)
    return code


def _latin(digits: str) -> str:
    """A telephone keyboard may write other digits."""
    return "".join(str(int(sign)) for sign in digits)
