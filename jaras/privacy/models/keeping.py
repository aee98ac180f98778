"""The authorisation in force, what is held back, the receipts."""

from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedCharField
from jaras.privacy.rules import PrivacyVerb


class AuthorisationQuerySet(models.QuerySet["Authorisation"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(PrivacyVerb.READ) else self.none()

    def in_force(self) -> Self:
        return self.filter(ended_at=None)


class Authorisation(models.Model):
    """The commission allowed this cell to keep identity numbers, health data; one in force."""

    number = models.CharField(max_length=60)
    granted_on = models.DateField()
    invented = models.BooleanField(default=False)  # of a demo
    entered_by_id = models.BigIntegerField(null=True)
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = AuthorisationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(ended_at=None), name="authorisation_one_in_force"
            )
        ]


class HoldQuerySet(models.QuerySet["Hold"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(PrivacyVerb.READ) else self.none()

    def in_force(self) -> Self:
        return self.filter(ended_at=None)


class Hold(models.Model):
    """A case, a report or a person that stays as it is, whatever its time: a court asks, a complaint runs."""

    kind = models.CharField(max_length=20)
    thing_id = models.BigIntegerField()
    reason = SealedCharField(max_length=300, always=True)
    key = KeyField()
    placed_by_id = models.BigIntegerField(null=True)
    placed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing_id"], condition=models.Q(ended_at=None), name="hold_once"
            )
        ]


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(PrivacyVerb.READ) else self.none()


class Receipt(models.Model):
    """What was emptied, when, under which rule: the proof that it was, without what it was."""

    kind = models.CharField(max_length=20)
    years = models.PositiveSmallIntegerField(null=True)  # of the rule; none: somebody asked for it
    things = models.JSONField(default=list)  # their numbers
    rows = models.PositiveIntegerField()
    files = models.PositiveIntegerField()
    at = models.DateTimeField()

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
