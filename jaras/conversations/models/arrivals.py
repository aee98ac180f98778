"""What a channel delivered, kept before anybody understands it."""

from typing import ClassVar, Self

from django.db import models

from jaras.conversations.rules.states import ArrivalState, ConversationsVerb
from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedJSONField, SealedTextField


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def visible_to(self, actor: Actor) -> Self:
        """To whoever may see what arrived as it arrived."""
        return self if actor.can(ConversationsVerb.RAW) else self.none()


class Arrival(models.Model):
    """One delivery: acknowledged once it is here, read by the worker, then emptied."""

    channel = models.CharField(max_length=12)
    body = SealedTextField(blank=True, always=True)
    said = SealedJSONField(default=dict, always=True)  # what came beside it
    state = models.CharField(max_length=12, default=ArrivalState.WAITING)
    fault = models.CharField(max_length=80, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    key = KeyField()

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes = [
            models.Index(
                fields=["at"], name="arrival_waiting", condition=models.Q(state=ArrivalState.WAITING)
            ),
            models.Index(fields=["channel", "at"], name="arrival_channel"),
        ]
