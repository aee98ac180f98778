"""The authorisation in force, what is held back, the receipts, the requests of persons."""

from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedCharField, SealedTextField
from jaras.people.models import Person
from jaras.privacy.rules import OPEN, PrivacyVerb, RequestState


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
    reason = models.CharField(max_length=300)
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


class RightsRequestQuerySet(models.QuerySet["RightsRequest"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever answers sees them all; whoever makes copies, those that wait for one."""
        if actor.can(PrivacyVerb.REQUESTS):
            return self
        return self.awaiting_copy() if actor.can(PrivacyVerb.COPY) else self.none()

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def awaiting_copy(self) -> Self:
        return self.filter(right="access", state=RequestState.IDENTITY_CHECKED)


class RightsRequest(models.Model):
    """Somebody asks what is held on a person, a correction, an opposition; or complains."""

    right = models.CharField(max_length=20)
    way = models.CharField(max_length=20)
    asker = models.CharField(max_length=20)  # the person, a parent, a guardian
    asker_name = SealedCharField(max_length=160, always=True)
    about_name = SealedCharField(max_length=160, blank=True, always=True)  # where another asks for them
    contact = SealedCharField(max_length=160, blank=True, always=True)
    words = SealedTextField(blank=True, always=True)
    state = models.CharField(max_length=20, default=RequestState.RECEIVED)
    identity = models.CharField(max_length=20, blank=True)  # how it was checked
    answer = models.CharField(max_length=30, blank=True)
    note = SealedTextField(blank=True, always=True)  # what was answered, or why not
    received_at = models.DateTimeField()
    received_by_id = models.BigIntegerField(null=True)
    due_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)
    key = KeyField()

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    @property
    def about(self) -> str:
        """Whose data it is."""
        return str(self.about_name or self.asker_name)


class CopyQuerySet(models.QuerySet["PersonalCopy"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(PrivacyVerb.REQUESTS) or actor.can(PrivacyVerb.COPY) else self.none()


class PersonalCopy(models.Model):
    """A copy of what is held on a person was made for a request; the rows are a number alone."""

    request = models.ForeignKey(RightsRequest, models.PROTECT, related_name="copies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField()  # so as not to endanger somebody else
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    objects = CopyQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
