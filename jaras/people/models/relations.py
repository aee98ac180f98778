"""Who belongs to whom, who lives with whom."""

from django.db import models

from jaras.kernel.keys import SealedCharField
from jaras.people.models.person import Person
from jaras.people.models.reaching import OfPersonQuerySet
from jaras.territory.models import Commune


class Relation(models.Model):
    """What `other` is to `person`: somebody registered, a few words, or both."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="relations")
    other = models.ForeignKey(Person, models.CASCADE, null=True, related_name="relations_back")
    words = SealedCharField(max_length=120, blank=True, owner="person", always=True)  # «Hicham, son mari»
    kind = models.CharField(max_length=16)  # a code of `relation_kinds`
    never_tell = models.BooleanField(default=False)  # `other` must never learn where `person` is
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = OfPersonQuerySet["Relation"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(other=None) | ~models.Q(other=models.F("person")),
                name="people_nobody_is_their_own",
            )
        ]

    def __str__(self) -> str:
        return self.kind


class Household(models.Model):
    """Persons who live together; it holds no word of its own, so that each member is forgotten alone."""

    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"household {self.pk}"


class HouseholdMember(models.Model):
    """Somebody in a household, from when, until when; the address as it was said of them."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="households")
    address = SealedCharField(max_length=200, blank=True, owner="person", always=True)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField(null=True)

    objects = OfPersonQuerySet["HouseholdMember"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(until_on=None), name="people_one_household"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.household_id}"
