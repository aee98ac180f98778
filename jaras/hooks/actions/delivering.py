"""A message is written down, begun, taken or tried again later."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.hooks import events as facts
from jaras.hooks import queries
from jaras.hooks.lists import TEST, kinds, kinds_by_event
from jaras.hooks.models import Delivery, Hook, Try
from jaras.hooks.rules import DELIVERY, HOOK, SILENT_FOR, DeliveryState, HooksVerb, next_try
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.events import Event
from jaras.kernel.jobs import enqueue
from jaras.kernel.posting import Answer
from jaras.kernel.refusal import Refused

DELIVER = "jaras.hooks.jobs.deliver"
ALARM = "jaras.hooks.jobs.tell_administrators"
LEASE = timedelta(minutes=2)  # whoever began a try and died lets it go after so long
GONE = 410


def tell(*, published: Sequence[Event], by: Actor, at: datetime) -> None:
    """Inside the transaction of what happened: a message for each listener; of restricted things none."""
    kind = kinds_by_event()[type(published[0])]
    if kind not in queries.wanted():
        return
    listeners = queries.listening(kind)
    subject = published[0].subject
    seen = queries.tellable(subject, {getattr(each, f"{subject}_id") for each in published})
    rows = [
        _message(hook, kind, {name: getattr(each, name) for name in kinds()[kind]["fields"]}, at)
        for each in published
        if getattr(each, f"{subject}_id") in seen
        for hook in listeners
    ]
    for row in Delivery.objects.bulk_create(rows):
        if row.hook.failing_since is None:  # else it waits for its turn
            enqueue(DELIVER, row.pk)


def _message(hook: Hook, kind: str, data: dict[str, Any], at: datetime) -> Delivery:
    body = {"type": kind, "timestamp": at.isoformat(), "data": data}
    return Delivery(
        hook=hook,
        message_id=f"msg_{token_urlsafe(18)}",
        kind=kind,
        body=json.dumps(body, separators=(",", ":")),
        next_at=at,
        at=at,
    )


@transaction.atomic
def send_test(*, hook: Hook, by: Actor, at: datetime) -> Delivery:
    """A message that tells of nothing, to see whether it arrives."""
    access.require(by, HooksVerb.MANAGE, hook)
    if not hook.active:
        raise Refused(_("Resume it first: nothing is sent while it rests."))
    delivery = _message(hook, TEST, {"hook_id": hook.pk}, at)
    delivery.save()
    enqueue(DELIVER, delivery.pk)
    asked = facts.DeliveryAsked(hook_id=hook.pk, delivery_id=delivery.pk, test=True)
    events.publish(asked, by=by, at=at)
    return delivery


@transaction.atomic
def send_again(*, delivery: Delivery, by: Actor, at: datetime) -> Delivery:
    """The same message under the same number, at once; its tries begin anew."""
    access.require(by, HooksVerb.MANAGE, delivery.hook)
    delivery = Delivery.objects.select_for_update(of=("self",)).select_related("hook").get(pk=delivery.pk)
    if not delivery.hook.active:
        raise Refused(_("Resume it first: nothing is sent while it rests."))
    if not delivery.waits:
        workflow.move(delivery, DELIVERY, "send_again", by=by, at=at)
        delivery.tries = 0
    delivery.next_at = at
    delivery.save(update_fields=["state", "tries", "next_at"])
    enqueue(DELIVER, delivery.pk)
    asked = facts.DeliveryAsked(hook_id=delivery.hook_id, delivery_id=delivery.pk, test=False)
    events.publish(asked, by=by, at=at)
    return delivery


def begin(*, delivery_id: int, by: Actor, at: datetime) -> Delivery | None:
    """Hold a message that is due for one try; nothing where somebody else has it, or it is settled."""
    rows = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.WAITING, next_at__lte=at)
    if not rows.update(next_at=at + LEASE):
        return None
    delivery = Delivery.objects.select_related("hook").get(pk=delivery_id)
    return delivery if delivery.hook.active else None


@transaction.atomic
def keep(*, delivery: Delivery, answer: Answer, by: Actor, at: datetime) -> Delivery:
    """Note what a try brought: taken, to be tried again, or given up; a long silence stops the webhook."""
    delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    hook = Hook.objects.select_for_update(of=("self",)).get(pk=delivery.hook_id)
    Try.objects.create(
        delivery=delivery,
        at=at,
        status=answer.status,
        fault=answer.fault,
        milliseconds=answer.milliseconds,
        answer=text.cleaned(answer.words)[:200],
    )
    delivery.tries += 1
    delivery.next_at = None if answer.taken else next_try(delivery.tries, at)
    if delivery.waits and delivery.next_at is None:
        workflow.move(delivery, DELIVERY, "deliver" if answer.taken else "give_up", by=by, at=at)
    delivery.save(update_fields=["state", "tries", "next_at"])
    tried = facts.DeliveryTried(
        hook_id=hook.pk,
        delivery_id=delivery.pk,
        number=delivery.tries,
        status=answer.status,
        state=delivery.state,
    )
    events.publish(tried, by=by, at=at)
    _judge(hook, answer, by=by, at=at)
    return delivery


def _judge(hook: Hook, answer: Answer, *, by: Actor, at: datetime) -> None:
    """Whether the address answers; one that says it is gone, or was silent for days, is told no more."""
    if answer.taken:
        if hook.failing_since is not None:
            Hook.objects.filter(pk=hook.pk).update(failing_since=None)
        return
    since = hook.failing_since or at
    Hook.objects.filter(pk=hook.pk).update(failing_since=since)
    if hook.active and (answer.status == GONE or at - since >= SILENT_FOR):
        workflow.move(hook, HOOK, "fall_silent", by=by, at=at)
        hook.save_checked("state")
        moved = facts.HookMoved(hook_id=hook.pk, verb="fall_silent", state=hook.state)
        events.publish(moved, by=by, at=at)
        transaction.on_commit(queries.remember_wanted)
        enqueue(ALARM, hook.pk)
