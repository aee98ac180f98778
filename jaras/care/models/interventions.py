"""Interventions: the unit in which the province counts its help."""

from typing import Self

from django.db import models

from jaras.care.rules import CareVerb, InterventionState
from jaras.care.rules.helping import AHEAD
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.kernel.keys import SealedCharField, SealedTextField
from jaras.kernel.versions import Versioned
from jaras.partners.models import Organisation
from jaras.people.models import Person
from jaras.territory.models import Commune


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
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    need = models.ForeignKey("care.Need", models.PROTECT, null=True, related_name="interventions")
    referral = models.ForeignKey("care.Referral", models.PROTECT, null=True, related_name="interventions")
    code = models.CharField(max_length=12)  # of the immediate actions or of the services
    pole = models.CharField(max_length=8)
    state = models.CharField(max_length=12, default=InterventionState.PLANNED)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+")
    place_text = SealedCharField(max_length=200, blank=True, owner="case|report")
    nights = models.PositiveSmallIntegerField(default=0)  # bed-nights given, for a shelter
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True)  # dirhams
    reason = models.CharField(max_length=20, blank=True)  # why it was not done: a code of `not_done_reasons`
    note = SealedTextField(blank=True, owner="case|report")
    source = models.CharField(max_length=40, blank=True)  # what made it: `help_call:12`, one row each
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = InterventionQuerySet.as_manager()

    @property
    def is_done(self) -> bool:
        return self.state == InterventionState.DONE

    @property
    def is_ahead(self) -> bool:
        return self.state in AHEAD

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
        indexes = [
            models.Index(fields=["-at", "-id"], name="intervention_at"),
            models.Index(fields=["pole", "-at", "-id"], name="intervention_pole_at"),
            models.Index(fields=["commune", "-at", "-id"], name="intervention_commune_at"),
        ]
