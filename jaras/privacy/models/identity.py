"""The number of an identity document, kept only under the authorisation."""

from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.kernel.keys import SealedCharField
from jaras.people.models import Person
from jaras.privacy.rules import CARD


class IdentityNumberQuerySet(models.QuerySet["IdentityNumber"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(person__in=Person.objects.visible_to(actor).order_by().values("pk"))


class IdentityNumber(models.Model):
    """Sealed under the key of the person, found by a keyed digest of the whole.

    Two persons may bear the same one: a refusal would tell that somebody is known elsewhere.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="identity_numbers")
    kind = models.CharField(max_length=12, default=CARD)  # a code of `identity_kinds`
    number = SealedCharField(max_length=20, blank=True, owner="person", always=True)
    digest = models.CharField(max_length=40, blank=True, db_index=True)
    written_by_id = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()

    objects = IdentityNumberQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="privacy_one_of_a_kind")]

    def __str__(self) -> str:
        return str(self.number)
