"""By what somebody is reached: further telephones, what they are called on a channel."""

from typing import Self, TypeVar

from django.db import models

from jaras.kernel.actor import Actor
from jaras.kernel.keys import SealedCharField
from jaras.people.models.person import Person

Row = TypeVar("Row", bound=models.Model)


class OfPersonQuerySet(models.QuerySet[Row]):
    """Rows that exist for whoever sees their person."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(person__in=Person.objects.visible_to(actor).order_by().values("pk"))


class Telephone(models.Model):
    """One more number of somebody; the first stands with them, `Person.telephone`."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="telephones")
    number = SealedCharField(max_length=40, blank=True, owner="person", always=True)
    shared_with = SealedCharField(max_length=120, blank=True, owner="person", always=True)
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = OfPersonQuerySet["Telephone"].as_manager()

    def __str__(self) -> str:
        return str(self.number)


class ChannelIdentity(models.Model):
    """What a channel calls somebody: an opaque id, found by a keyed digest of the whole.

    Whoever writes it is told only of a bearer they see: a second one stands beside somebody hidden.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="identities")
    channel = models.CharField(max_length=12)  # a code of `identity_channels`
    external_id = SealedCharField(max_length=200, blank=True, owner="person", always=True)
    digest = models.CharField(max_length=40, blank=True, db_index=True)
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = OfPersonQuerySet["ChannelIdentity"].as_manager()

    class Meta:
        verbose_name_plural = "channel identities"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "channel", "digest"],
                condition=~models.Q(digest=""),
                name="people_identity_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.external_id}"
