"""What an organisation agreed in writing: with whom, about what, from when, until when."""

from datetime import date
from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.kernel.versions import Versioned
from jaras.partners.models.directory import Organisation
from jaras.partners.rules import PartnersVerb
from jaras.partners.rules.conventions import USUAL_WARNING, Standing, Term, standing


class ConventionQuerySet(models.QuerySet["Convention"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(PartnersVerb.READ) else self.none()


class Convention(Versioned):
    """A convention; `let_go`: its end asks nothing of anybody."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="conventions")
    with_whom = models.CharField(max_length=160)
    subject = models.CharField(max_length=300)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)  # its last day
    warning = models.PositiveSmallIntegerField(default=USUAL_WARNING)  # days before its end
    let_go = models.BooleanField(default=False)

    objects = ConventionQuerySet.as_manager()

    class Meta:
        ordering = ["-begins_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("begins_on")),
                name="convention_ends",
            )
        ]

    @property
    def term(self) -> Term:
        return Term(self.begins_on, self.ends_on, self.warning)

    def standing(self, on: date) -> Standing:
        """How it stands on this day."""
        return standing(self.term, on=on)
