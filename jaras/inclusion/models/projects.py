"""The life project, version by version: goals in the person's order, steps with who takes them."""

from datetime import date
from secrets import token_hex
from typing import Self

from django.db import models

from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.inclusion.rules import LIVING, Doer, InclusionVerb, ProjectState
from jaras.kernel.actor import Actor
from jaras.kernel.keys import SealedCharField, SealedTextField
from jaras.kernel.versions import Versioned
from jaras.partners.models import Organisation
from jaras.people.models import Person


class ProjectQuerySet(models.QuerySet["LifeProject"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the case sees the project, if their role reads projects at all."""
        if not actor.can(InclusionVerb.READ):
            return self.none()
        return self.filter(models.Exists(Case.objects.visible_to(actor).filter(pk=models.OuterRef("case"))))

    def living(self) -> Self:
        return self.filter(state__in=LIVING)

    def to_review(self, on: date) -> Self:
        """Those whose day of review has come, whether or not the job has said so."""
        return self.living().filter(review_on__lte=on)


class LifeProject(Versioned):
    """One version of what somebody wants for their life; a draft changes, an agreed one never does."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="projects")
    person = models.ForeignKey(Person, models.PROTECT, related_name="projects")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default=ProjectState.DRAFTING)
    words = SealedTextField(blank=True, owner="case")  # the person's own
    person_commits = SealedTextField(blank=True, owner="case")
    cell_commits = SealedTextField(blank=True, owner="case")
    review_on = models.DateField(null=True)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person", "number"], name="project_number"),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=models.Q(state=ProjectState.DRAFTING),
                name="project_one_draft",
            ),
            models.UniqueConstraint(
                fields=["case", "person"], condition=models.Q(state__in=LIVING), name="project_one_living"
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_on", "id"],
                name="project_review",
                condition=models.Q(review_on__isnull=False),
            ),
        ]

    @property
    def is_draft(self) -> bool:
        return self.state == ProjectState.DRAFTING

    @property
    def is_living(self) -> bool:
        return self.state in LIVING

    def kept_goals(self) -> list["Goal"]:
        """The goals in the person's order, without those taken out of the draft."""
        return [goal for goal in self.goals.all() if goal.removed_at is None]


def thread() -> str:
    """What follows a goal or a step from version to version."""
    return token_hex(6)


class Goal(Versioned):
    """What the person wants, in their words."""

    project = models.ForeignKey(LifeProject, models.CASCADE, related_name="goals")
    thread = models.CharField(max_length=12, default=thread)
    position = models.PositiveSmallIntegerField()
    words = SealedCharField(max_length=500, owner="project__case")
    domain = models.CharField(max_length=20, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]

    def kept_steps(self) -> list["Step"]:
        return [step for step in self.steps.all() if step.removed_at is None]


class Step(Versioned):
    """Who does what by when."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="steps")
    thread = models.CharField(max_length=12, default=thread)
    what = SealedCharField(max_length=300, owner="goal__project__case")
    doer = models.CharField(max_length=12, default=Doer.PERSON)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    somebody = SealedCharField(max_length=120, blank=True, owner="goal__project__case")
    by_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = [models.F("by_on").asc(nulls_last=True), "id"]
        indexes = [
            models.Index(
                fields=["by_on", "id"],
                name="step_due",
                condition=models.Q(done_at=None, removed_at=None, by_on__isnull=False),
            ),
        ]
