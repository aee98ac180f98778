"""How somebody looks, as long as they agree to it."""

from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.kernel.models import StoredFile
from jaras.people.models import Person


class PhotographQuerySet(models.QuerySet["Photograph"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(person__in=Person.objects.visible_to(actor).order_by().values("pk"))


class Photograph(models.Model):
    """One picture of a person: redrawn, sealed under a key of its own; its bytes go when the consent does."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="photographs")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")  # none: gone
    taken_in_by_id = models.BigIntegerField(null=True)
    taken_in_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = PhotographQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(removed_at=None), name="privacy_one_photograph"
            )
        ]

    def __str__(self) -> str:
        return f"photograph {self.pk}"
