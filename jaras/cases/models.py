"""The case, with those it concerns, those who hold it, what happened in it."""

from typing import Self

from django.db import models

from jaras.cases.rules import LIVING, CaseState, CasesVerb, Stage
from jaras.governance.models import Member
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.actor import Actor, Scope
from jaras.kernel.generated import state_among
from jaras.kernel.keys import KeyField, SealedCharField, SealedJSONField, SealedTextField
from jaras.kernel.models import Level, StoredFile
from jaras.kernel.sharing import NOTHING, one_seal, shared, within_reach
from jaras.kernel.versions import Versioned
from jaras.people.models import Person
from jaras.territory.models import Commune

PERIL = "IMMEDIAT"  # a life in danger, as reports say it


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> Self:
        """Ordinary cases by role, restricted ones also by team, sealed ones by compartment or team.

        An exceptional access opens its case whatever its level. What is open by role or by compartment is
        limited to the communes and poles of whoever has some; one's team and an exceptional access are not.
        """
        scope = actor.scope(CasesVerb.READ)
        if scope is None:
            return self.none()
        if actor.is_software:
            return self
        granted = models.Q(pk__in=list(actor.grants)) if actor.grants else NOTHING
        rows = self
        if scope is not Scope.ALL:  # from the few teams to their cases, never through every case
            theirs = Membership.objects.current().within(scope, actor).values("case")
            rows = rows.filter(models.Q(pk__in=theirs) | granted)
        if scope is Scope.OWN:
            return rows
        restricted = scope is Scope.ALL and actor.can(CasesVerb.READ_RESTRICTED)
        teams = Membership.objects.current().of(actor).filter(case=models.OuterRef("pk"))
        watches = actor.can(GovernanceVerb.WATCH)
        peril = models.Q(urgency=PERIL, is_living=True)
        by_role = shared(actor, restricted=restricted) & within_reach(actor, unplaced=watches, peril=peril)
        return rows.filter(by_role | models.Q(models.Exists(teams)) | granted)

    def living(self) -> Self:
        return self.filter(is_living=True)

    def ended(self) -> Self:
        return self.filter(is_living=False)

    def counted(self) -> Self:
        """What figures call cases: of the past, those alone that their register counted by a number."""
        return self.exclude(is_past=True, registry_number="")


class Case(Versioned):
    """One path of one or several persons, from the first word to the last."""

    state = models.CharField(max_length=20, default=CaseState.OPEN)
    stage = models.CharField(max_length=12, default=Stage.ACCUEIL)
    is_living = state_among(LIVING)
    level = models.CharField(max_length=12, choices=Level, default=Level.ORDINARY)
    compartment = models.CharField(max_length=20, blank=True)  # of a sealed one
    urgency = models.CharField(max_length=10, blank=True)
    poles = models.JSONField(default=list)
    target_groups = models.JSONField(default=list)
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+", db_index=False)
    place_text = SealedCharField(max_length=200, blank=True)
    summary = SealedTextField(blank=True)
    referent = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    next_what = SealedCharField(max_length=300, blank=True)
    next_who = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    next_due_at = models.DateTimeField(null=True)
    is_past = models.BooleanField(default=False)  # it comes from a register, closed from the first
    registry_number = SealedCharField(max_length=80, blank=True)  # which the register gave it
    past_channel = models.CharField(max_length=12, blank=True)  # by which it was told, as the register says
    past_origin = models.CharField(max_length=12, blank=True)  # of whoever the register does not name
    closure_requested_by_id = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField()
    moved_at = models.DateTimeField()  # when something last happened: the order of lists
    forgotten_at = models.DateTimeField(null=True)  # when it was emptied of what is personal

    persons = models.ManyToManyField(Person, through="Party", related_name="cases")
    key = KeyField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-moved_at", "-id"]
        constraints = [one_seal("case_sealed_in")]
        indexes = [
            models.Index(fields=["-moved_at", "-id"], name="case_moved"),
            models.Index(fields=["-moved_at", "-id"], name="case_living", condition=models.Q(is_living=True)),
            models.Index(fields=["-moved_at", "-id"], name="case_ended", condition=models.Q(is_living=False)),
            models.Index(fields=["-opened_at", "-id"], name="case_opened"),
            models.Index(fields=["commune", "-opened_at", "-id"], name="case_commune_opened"),
            models.Index(fields=["referent", "-opened_at", "-id"], name="case_referent_opened"),
            models.Index(fields=["state", "-moved_at", "-id"], name="case_state_moved"),
            models.Index(fields=["stage", "-moved_at", "-id"], name="case_stage_moved"),
            models.Index(fields=["commune", "-moved_at", "-id"], name="case_commune_moved"),
            models.Index(fields=["referent", "-moved_at", "-id"], name="case_referent_moved"),
            models.Index(fields=["urgency", "-moved_at", "-id"], name="case_urgency_moved"),
            models.Index(
                fields=["next_due_at", "id"],
                name="case_next_due",
                condition=models.Q(next_due_at__isnull=False),
            ),
            models.Index(
                fields=["commune", "next_due_at", "id"],
                name="case_commune_due",
                condition=models.Q(next_due_at__isnull=False),
            ),
            models.Index(
                fields=["referent", "next_due_at", "id"],
                name="case_referent_due",
                condition=models.Q(next_due_at__isnull=False),
            ),
        ]


class Party(models.Model):
    """A person the case concerns."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20, default="beneficiary")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="party_once")]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        return self.filter(until=None)

    def of(self, actor: Actor) -> Self:
        return self.filter(member_id=actor.member_id) if actor.member_id else self.none()

    def within(self, scope: Scope, actor: Actor) -> Self:
        """Their own places in teams, with those of their organisation where the scope reaches it."""
        if scope is Scope.ORGANISATION and actor.organisation_id:
            return self.filter(member__organisation_id=actor.organisation_id)
        return self.of(actor)


class Membership(models.Model):
    """A member in the team of a case, from when, until when."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="team")
    member = models.ForeignKey(Member, models.PROTECT, related_name="memberships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["member", "case"], name="membership_member", condition=models.Q(until=None))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "member"], condition=models.Q(until=None), name="membership_once"
            )
        ]


class StageChange(models.Model):
    """When the case entered a stage of the triptych."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=12)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class TimelineEntry(models.Model):
    """One line of what happened, in the person's time; `data` holds codes, rendered when read."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="timeline", db_index=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    text = SealedTextField(blank=True, owner="case")
    data = SealedJSONField(default=dict, owner="case")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at", "-id"], name="timeline_case")]


class Document(models.Model):
    """A file in the case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="documents")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = SealedCharField(max_length=200, owner="case")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]


class ClosureQuerySet(models.QuerySet["Closure"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(models.Exists(Case.objects.visible_to(actor).filter(pk=models.OuterRef("case"))))

    def followed_up(self) -> Self:
        """Closed, with news still to be taken."""
        return self.filter(approved=True, news_at=None, reopened_at=None, follow_up_on__isnull=False)


class Closure(models.Model):
    """One end of a case: what became of the person, who asked, who answered."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="closures")
    outcome = models.CharField(max_length=20)  # a code of `case_outcomes`
    summary = SealedTextField(owner="case")
    follow_up_on = models.DateField(null=True)
    asked_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)
    answer = SealedTextField(blank=True, owner="case")  # what still has to be done, where it was refused
    news_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(answered_at=None), name="closure_asked_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(approved=True, asked_by=models.F("answered_by")),
                name="closure_by_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["follow_up_on", "id"],
                name="closure_follow_up",
                condition=models.Q(approved=True, news_at=None, reopened_at=None),
            )
        ]

    @property
    def is_followed_up(self) -> bool:
        """The same as `followed_up`, of a row that was read."""
        return bool(self.approved and self.follow_up_on) and not (self.news_at or self.reopened_at)


def case_persons(actor: Actor) -> models.Q:
    """The persons whom this actor sees through a case."""
    return models.Q(
        models.Exists(Case.objects.visible_to(actor).filter(parties__person=models.OuterRef("pk")))
    )
