"""Interventions: the unit in which the province counts its help."""

from typing import Self

from django.db import models

from jaras.care.rules import CareVerb, InterventionState
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.kernel.versions import Versioned
from jaras.partners.models import Organisation


class InterventionQuerySet(models.QuerySet["Intervention"]):
    def visible_to(self, actor: Actor) -> Self:
        """An intervention is seen by whoever sees its report or its case."""
        if not actor.can(CareVerb.READ):
            return self.none()
        return self.filter(
            models.Exists(Report.objects.visible_to(actor).filter(pk=models.OuterRef("report")))
            | models.Exists(Case.objects.visible_to(actor).filter(pk=models.OuterRef("case")))
        )

    def done(self) -> Self:
        return self.filter(state=InterventionState.DONE)


class Intervention(Versioned):
    """One help given, on a report or on a case."""

    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="interventions")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="interventions")
    code = models.CharField(max_length=12)
    pole = models.CharField(max_length=8)
    state = models.CharField(max_length=12, default=InterventionState.PLANNED)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    source = models.CharField(max_length=40, blank=True)  # what made it: `help_call:12`, one row each
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = InterventionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(report__isnull=False) | models.Q(case__isnull=False),
                name="intervention_belongs",
            ),
            models.UniqueConstraint(
                fields=["source"], condition=~models.Q(source=""), name="intervention_source_once"
            ),
        ]
