"""The question whether two records are one person, with what was answered."""

from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.people.models.person import Person
from jaras.people.rules.linking import OPEN, LinkState


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, actor: Actor) -> Self:
        """For whoever sees both; for everybody else there is no such question."""
        seen = Person.objects.visible_to(actor)
        return self.filter(
            models.Exists(seen.filter(pk=models.OuterRef("one"))),
            models.Exists(seen.filter(pk=models.OuterRef("two"))),
        )

    def of(self, person: Person) -> Self:
        return self.filter(models.Q(one=person) | models.Q(two=person))

    def between(self, one: Person, two: Person) -> Self:
        first, second = sorted((one.pk, two.pk))
        return self.filter(one=first, two=second)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def stated(self, *states: str) -> Self:
        return self.filter(state__in=states)


class Link(models.Model):
    """Two records that may be one person: how likely, why, who asked, who answered."""

    one = models.ForeignKey(Person, models.CASCADE, related_name="+")  # the older record
    two = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, default=LinkState.PROPOSED)
    probability = models.FloatField()
    reasons = models.JSONField(default=list)  # [[code, weight], …]: never a name, a number, a day
    source = models.CharField(max_length=8)
    value = models.PositiveIntegerField(default=0)  # the order in which deciding is worth most
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "two"], name="link_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("two")), name="link_ordered"),
        ]
        indexes = [models.Index(fields=["state", "-value", "-id"], name="link_value")]

    def other(self, person: Person) -> Person:
        """The second of the two, seen from the first."""
        return self.two if self.one_id == person.pk else self.one
