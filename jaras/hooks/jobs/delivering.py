"""The worker sends what waits, tells the administrators when nobody answers."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.governance.models import Member, actor_of
from jaras.hooks import actions, queries
from jaras.hooks.models import Hook
from jaras.hooks.rules import HooksVerb, header
from jaras.kernel.actor import SYSTEM
from jaras.kernel.jobs import enqueue
from jaras.kernel.posting import post
from jaras.kernel.transports import letter


def deliver(delivery_id: int) -> None:
    """One try of one message; a worker killed before its answer is kept makes it come again."""
    at = timezone.now()
    delivery = actions.begin(delivery_id=delivery_id, by=SYSTEM, at=at)
    if delivery is None:
        return
    body, stamp = delivery.body.encode(), int(at.timestamp())
    keys = queries.secrets(delivery.hook, at)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Jaras",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(stamp),
        "webhook-signature": header(keys, message_id=delivery.message_id, timestamp=stamp, body=body),
    }
    answer = post(delivery.hook.address, body, headers, demo=settings.MODE == "demo")
    actions.keep(delivery=delivery, answer=answer, by=SYSTEM, at=timezone.now())


def due() -> None:
    """Put what is due in the queue: later tries, what a killed worker left."""
    for delivery_id in queries.due(timezone.now()):
        enqueue(actions.delivering.DELIVER, delivery_id)


def tell_administrators(hook_id: int) -> None:
    """A webhook fell silent: whoever may look after it gets a letter."""
    hook = Hook.objects.get(pk=hook_id)
    for member in Member.objects.filter(is_active=True):
        if not member.email or not actor_of(member).can(HooksVerb.MANAGE):
            continue
        with translation.override(member.language or settings.LANGUAGE_CODE):
            mail = EmailMessage(
                subject=_("A webhook fell silent"),
                body=_(
                    "%(name)s has not taken our messages: nothing more is sent there. See why: %(address)s"
                )
                % {"name": hook.name, "address": settings.ORIGIN + reverse("hook", args=[hook.pk])},
                to=[member.email],
                headers={"Message-ID": f"<hook-{hook.pk}-{hook.version}-{member.pk}@jaras.invalid>"},
            )
        letter(mail, topic="duty", about=("hook", hook.pk))
