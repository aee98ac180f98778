"""A register goes from one state to the next."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from jaras.kernel import workflow
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.refusal import Refused
from jaras.registers.models import Register
from jaras.registers.rules import REGISTER


def step(register: Register, verb: str, *, by: Actor, at: datetime, **values: object) -> None:
    """Move it with the values that go along; the caller holds the transaction."""
    try:
        workflow.move(register, REGISTER, verb, by=by, at=at)
    except workflow.IllegalMove as illegal:
        raise Refused(_("This register has moved on meanwhile: look at it again.")) from illegal
    register.moved_at = at
    for name, value in values.items():
        setattr(register, name, value)
    register.save_checked("state", "moved_at", *values)


def beat(register: Register, *, done: int, at: datetime) -> None:
    """Say how far the work is: a row of its own, no event, no version."""
    Register.objects.filter(pk=register.pk).update(done=done, beat_at=at)


def in_the_name_of(register: Register) -> Actor:
    """Who confirmed it was permitted to; what follows is done by the software in their name."""
    by = register.by
    return Actor(member_id=by.pk if by else None, name=by.name if by else SYSTEM.name, verbs=SYSTEM.verbs)
