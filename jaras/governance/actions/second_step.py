"""The second step of signing in: counted, put off."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance import queries
from jaras.governance.models import Member, second_step_of
from jaras.governance.rules import Standing
from jaras.kernel import events, jobs
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
TELL_PLACED = "jaras.governance.jobs.lost_steps.tell_of_placed_step"
TELL_LATER = "jaras.governance.jobs.tell_of_later"


def count_second_steps(*, instance: Authenticator, **_told: Any) -> None:
    """Keep beside the member how many are in place, in the same transaction: no page has to ask.

    One in place ends every delay.
    """
    number = Authenticator.objects.filter(user_id=instance.user_id, type__in=SECOND_STEPS).count()
    ended: dict[str, Any] = {"enrol_until": None, "later_until": None, "laters": 0} if number else {}
    Member.objects.filter(pk=instance.user_id).update(second_steps=number, **ended)


def tell_of_placed(*, instance: Authenticator, created: bool, **_told: Any) -> None:
    """Its owner is written to: whoever had the password alone may have come first."""
    if created and instance.type in SECOND_STEPS:
        jobs.enqueue(TELL_PLACED, instance.pk)


def listen() -> None:
    post_save.connect(tell_of_placed, sender=Authenticator, dispatch_uid="jaras.placed_step")
    for signal in (post_save, post_delete):
        signal.connect(count_second_steps, sender=Authenticator, dispatch_uid="jaras.second_steps")


@transaction.atomic
def put_off_second_step(*, by: Actor, at: datetime) -> Member:
    """Work on without it for some hours: as often as the roles allow, each time told to the heads."""
    member = Member.objects.select_for_update().get(pk=queries.member_of(by).pk)
    known = second_step_of(member)
    if known.standing(began_at=at, at=at) is not Standing.DUE:
        return member  # nothing is asked yet, or it was put off a moment ago
    if known.rule is None or not known.laters_left():
        raise Refused(_("It cannot be put off any more: put your second step in place."))
    member.later_until, member.laters = at + known.rule.later, member.laters + 1
    member.save(update_fields=["later_until", "laters"])
    events.publish(facts.SecondStepPutOff(member_id=member.pk, number=member.laters), by=by, at=at)
    jobs.enqueue(TELL_LATER, member.pk, member.laters)
    return member
