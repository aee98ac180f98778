"""The ledger of consents: a line for each yes, each no, each change of mind; none is ever rewritten."""

from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.kernel.models import StoredFile
from jaras.people.models import Person


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(person__in=Person.objects.visible_to(actor).order_by().values("pk"))


class Consent(models.Model):
    """What a person said of one purpose, how, in which language, to whom; the last line counts."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    said_by = models.CharField(max_length=10, default="person")  # the person, a parent, a guardian
    way = models.CharField(max_length=10)
    language = models.CharField(max_length=8, blank=True)  # in which it was asked
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    by_id = models.BigIntegerField(null=True)  # who heard it
    at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "purpose", "-id"], name="consent_last")]
