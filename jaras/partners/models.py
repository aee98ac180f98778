"""Organisations that take part in the device."""

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
