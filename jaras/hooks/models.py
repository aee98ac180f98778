"""Webhooks with their messages, each try kept."""

from typing import Self

from django.db import models

from jaras.governance.models import Member
from jaras.hooks.rules import DeliveryState, HookState, HooksVerb
from jaras.kernel.actor import Actor
from jaras.kernel.versions import Versioned


class HookQuerySet(models.QuerySet["Hook"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.can(HooksVerb.MANAGE):
            return self.none()
        return self.exclude(state=HookState.RETIRED)


class Hook(Versioned):
    """An address that is told of some kinds of events; its secret follows from the key of the house."""

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=500)
    kinds = models.JSONField(default=list)
    state = models.CharField(max_length=8, default=HookState.ACTIVE)
    nonce = models.CharField(max_length=32)  # changes with the secret
    old_nonce = models.CharField(max_length=32, blank=True)
    old_until = models.DateTimeField(null=True)  # until then the former secret signs too
    failing_since = models.DateTimeField(null=True)  # no try has been taken since
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = HookQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    @property
    def active(self) -> bool:
        return self.state == HookState.ACTIVE


class Delivery(models.Model):
    """One message to one address, sent until it is taken; its number and its body never change."""

    hook = models.ForeignKey(Hook, models.CASCADE, related_name="deliveries")
    message_id = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    body = models.TextField()
    state = models.CharField(max_length=10, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)  # since it was last asked for
    next_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["hook", "-id"], name="delivery_hook"),
            models.Index(
                fields=["next_at"],
                name="delivery_due",
                condition=models.Q(state=DeliveryState.WAITING),
            ),
        ]

    @property
    def waits(self) -> bool:
        return self.state == DeliveryState.WAITING


class Try(models.Model):
    """One try: what was answered, how long it took."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="log")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)  # nothing: nobody answered
    fault = models.CharField(max_length=20, blank=True)  # why nobody answered
    milliseconds = models.PositiveIntegerField()
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
