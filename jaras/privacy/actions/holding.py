"""Something stays as it is, whatever its time."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.privacy import events as facts
from jaras.privacy.models import Hold
from jaras.privacy.queries import kinds, source_of
from jaras.privacy.rules import PrivacyVerb


def hold(*, kind: str, thing_id: int, reason: str, by: Actor, at: datetime) -> Hold:
    """Hold back a thing from being emptied: a court asks for it, a complaint runs."""
    access.require(by, PrivacyVerb.HOLD)
    reason = text.within(reason, limit=300, field="reason")
    if not reason:
        raise Refused(_("Say why: whoever ends this later needs to know."), field="reason")
    if kind not in kinds() or not source_of(kind).model._default_manager.filter(pk=thing_id).exists():
        raise Refused(_("There is nothing with this number."), field="thing")
    try:
        with transaction.atomic():
            held = Hold.objects.create(
                kind=kind, thing_id=thing_id, reason=reason, placed_by_id=by.member_id, placed_at=at
            )
            events.publish(facts.HoldPlaced(hold_id=held.pk, kind=kind, thing_id=thing_id), by=by, at=at)
    except IntegrityError as twice:
        raise Refused(_("It is held back already."), field="thing") from twice
    return held


@transaction.atomic
def end_hold(*, held: Hold, by: Actor, at: datetime) -> None:
    access.require(by, PrivacyVerb.HOLD, held)
    if Hold.objects.in_force().filter(pk=held.pk).update(ended_at=at):
        events.publish(facts.HoldEnded(hold_id=held.pk), by=by, at=at)


@transaction.atomic
def hold_as_before(*, kept: Person, memory: Hold | None, by: Actor, at: datetime) -> list[Hold]:
    """Whoever was held back stays so under the record that is kept."""
    if memory is None:
        return []
    held = Hold.objects.create(
        kind="person", thing_id=kept.pk, reason=memory.reason, placed_by_id=memory.placed_by_id, placed_at=at
    )
    events.publish(facts.HoldPlaced(hold_id=held.pk, kind="person", thing_id=kept.pk), by=by, at=at)
    return [held]
