"""Organisations that take part in the device, with what they give."""

from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.kernel.json_lists import Holds
from jaras.kernel.versions import Versioned
from jaras.partners.rules import PartnersVerb
from jaras.territory.models import Commune, Named


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(PartnersVerb.READ) else self.none()

    def active(self) -> Self:
        return self.filter(active=True)

    def of_pole(self, pole: str) -> Self:
        return self.filter(Holds("poles", pole))


class Organisation(Named, Versioned):
    """A hospital, a prosecutor's office, a shelter, an association …"""

    acronym = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=40)
    poles = models.JSONField(default=list)
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+")
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    runs_cell = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name_fr"]
        indexes = [
            models.Index(fields=["name_fr", "id"], name="organisation_fr"),
            models.Index(fields=["name_ar", "id"], name="organisation_ar"),
        ]


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(PartnersVerb.READ) else self.none()

    def active(self) -> Self:
        return self.filter(active=True, organisation__active=True)


class Service(Versioned):
    """What an organisation gives, to whom, where."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="services")
    code = models.CharField(max_length=12)  # of the list of services
    pole = models.CharField(max_length=8)
    note_fr = models.CharField(max_length=300, blank=True)  # conditions, what to bring
    note_ar = models.CharField(max_length=300, blank=True)
    publics = models.JSONField(default=list)  # codes of target groups; none: everybody
    sex = models.CharField(max_length=1, blank=True)
    youngest = models.PositiveSmallIntegerField(null=True)  # years of age, included
    oldest = models.PositiveSmallIntegerField(null=True)
    communes = models.ManyToManyField(Commune, related_name="+")  # none: the whole territory
    always_open = models.BooleanField(default=False)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    active = models.BooleanField(default=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["code", "id"]
        indexes = [models.Index(fields=["code", "id"], name="service_code")]


class OpeningHours(models.Model):
    """When a service receives, on a day of the week (0 is Monday), in the time of the territory."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__range=(0, 6)), name="opening_weekday"),
            models.CheckConstraint(condition=models.Q(closes__gt=models.F("opens")), name="opening_closes"),
        ]
