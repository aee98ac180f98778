"""The requests of persons, the copies made for them."""

from typing import Self

from django.db import models

from jaras.kernel import references
from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedCharField, SealedTextField
from jaras.people.models import Person
from jaras.privacy.rules import OPEN, PrivacyVerb, RequestState


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
    handed = models.CharField(max_length=20, blank=True)  # by which way the person had it
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

    @property
    def reference(self) -> str:
        """What the acknowledgement says: nobody counts requests by it."""
        return references.told("rightsrequest", self.pk)


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
