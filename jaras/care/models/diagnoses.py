"""The social diagnosis, with the needs that come out of it."""

from typing import Self, TypeVar

from django.db import models

from jaras.care.rules import CareVerb, NeedState
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.kernel.actor import Actor
from jaras.kernel.keys import SealedCharField, SealedJSONField, SealedTextField
from jaras.kernel.versions import Versioned
from jaras.people.models import Person

Row = TypeVar("Row", bound=models.Model, covariant=True)


class SeenThroughCase(models.QuerySet[Row]):
    """Rows that whoever sees their case may see."""

    def visible_to(self, actor: Actor) -> Self:
        if not actor.can(CareVerb.READ):
            return self.none()
        return self.filter(models.Exists(Case.objects.visible_to(actor).filter(pk=models.OuterRef("case"))))


class Diagnosis(models.Model):
    """How a person stood on a day, domain by domain; never rewritten, a newer one follows."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="diagnoses")
    person = models.ForeignKey(Person, models.PROTECT, related_name="diagnoses")
    grid = models.CharField(max_length=20)  # the version of the policy it was made with
    words = SealedTextField(blank=True, owner="case")  # the person's own
    note = SealedTextField(blank=True, owner="case")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = SeenThroughCase["Diagnosis"].as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at", "-id"], name="diagnosis_case")]


class DomainLevel(models.Model):
    """One domain of a diagnosis, from 1 (in crisis) to 5 (empowered)."""

    diagnosis = models.ForeignKey(Diagnosis, models.CASCADE, related_name="levels")
    domain = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    note = SealedCharField(max_length=500, blank=True, owner="diagnosis__case")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["diagnosis", "domain"], name="domain_once"),
            models.CheckConstraint(condition=models.Q(level__range=(1, 5)), name="domain_level"),
        ]


class Need(Versioned):
    """What somebody needs, by pole, until it is met."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="needs")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="needs")
    diagnosis = models.ForeignKey(Diagnosis, models.PROTECT, null=True, related_name="needs")
    domain = models.CharField(max_length=20, blank=True)
    service = models.CharField(max_length=12)  # a code of the services of partners
    pole = models.CharField(max_length=8)
    state = models.CharField(max_length=10, default=NeedState.OPEN)
    urgent = models.BooleanField(default=False)
    words = SealedCharField(max_length=500, blank=True, owner="case")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = SeenThroughCase["Need"].as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["case", "state"], name="need_case"),
            models.Index(fields=["at", "id"], name="need_open", condition=models.Q(state=NeedState.OPEN)),
        ]


class ProposedNeed(models.Model):
    """A need that a diagnosis suggested, with what a person answered: right, not right, nothing yet."""

    diagnosis = models.ForeignKey(Diagnosis, models.CASCADE, related_name="proposals")
    service = models.CharField(max_length=12)
    reasons = SealedJSONField(default=list, owner="diagnosis__case")  # of `rules.grid.Reason`
    urgent = models.BooleanField(default=False)
    answer = models.CharField(max_length=3, blank=True)  # of `rules.grid.Answer`
    need = models.ForeignKey(Need, models.PROTECT, null=True, related_name="proposals")
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["diagnosis", "service"], name="proposed_once")]
