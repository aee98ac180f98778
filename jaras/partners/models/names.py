"""Names that organisations had before."""

from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.partners.models.directory import Organisation
from jaras.partners.rules import PartnersVerb
from jaras.territory.models import Named


class FormerNameQuerySet(models.QuerySet["FormerName"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(PartnersVerb.READ) else self.none()


class FormerName(Named):
    """How an organisation was called until it took another name."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="former_names")
    until_on = models.DateField()  # the day on which the other name began

    objects = FormerNameQuerySet.as_manager()

    class Meta:
        ordering = ["-until_on", "-id"]
