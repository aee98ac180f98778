"""Deliveries: kept before they are acknowledged, read by the worker, emptied."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from jaras.conversations import events as facts
from jaras.conversations.models import Arrival
from jaras.conversations.rules.states import ARRIVAL, ArrivalState
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import access, events, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.jobs import enqueue

READ = "jaras.conversations.jobs.read_arrival"
BYTES = "latin-1"  # each byte is one sign of the sealed text


@transaction.atomic
def keep_arrival(*, channel: str, body: bytes, said: Mapping[str, str], by: Actor, at: datetime) -> Arrival:
    """Keep what a channel delivered as it came, whatever it is; once this returns nothing of it is lost."""
    access.require(by, IntakeVerb.TAKE)
    arrival = Arrival.objects.create(channel=channel, body=body.decode(BYTES), said=dict(said), at=at)
    events.publish(facts.DeliveryKept(arrival_id=arrival.pk, channel=channel), by=by, at=at)
    enqueue(READ, arrival.pk)
    return arrival


@transaction.atomic
def take_arrival(*, arrival: Arrival, by: Actor, at: datetime) -> None:
    """Everything it says is in the house: it is emptied."""
    access.require(by, IntakeVerb.TAKE)
    workflow.move(arrival, ARRIVAL, "take", by=by, at=at)
    arrival.body, arrival.said, arrival.fault, arrival.ended_at = "", {}, "", at
    arrival.save()
    events.publish(facts.DeliveryRead(arrival_id=arrival.pk, state=arrival.state), by=by, at=at)


@transaction.atomic
def give_up_arrival(*, arrival: Arrival, why: str, by: Actor, at: datetime) -> None:
    """Nobody can read it: it stays as it came, for whoever may look at it."""
    access.require(by, IntakeVerb.TAKE)
    arrival.fault, arrival.ended_at = why[:80], at
    workflow.move(arrival, ARRIVAL, "give_up", by=by, at=at, reason=why[:80] or "unreadable")
    arrival.save(update_fields=["fault", "ended_at", "state"])
    events.publish(facts.DeliveryRead(arrival_id=arrival.pk, state=ArrivalState.UNREADABLE), by=by, at=at)
