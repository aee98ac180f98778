"""Through whom one speaks with a partner."""

from typing import ClassVar, Self

from django.db import models

from jaras.governance.models.members import Member
from jaras.kernel.actor import Actor
from jaras.partners.models import Organisation
from jaras.partners.rules import PartnersVerb


class PivotQuerySet(models.QuerySet["Pivot"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever reads the directory knows whom to ask."""
        return self if actor.can(PartnersVerb.READ) else self.none()

    def current(self) -> Self:
        return self.filter(until=None)


class Pivot(models.Model):
    """The colleague through whom a partner is reached, from when until when; one at a time."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="pivots")
    member = models.ForeignKey(Member, models.PROTECT, related_name="pivot_of")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = PivotQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(until=None), name="pivot_one_at_a_time"
            )
        ]
