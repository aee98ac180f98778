"""Exceptional access: a file opened in an emergency, for some hours, in the sight of others."""

from datetime import datetime
from typing import Self

from django.db import models

from jaras.governance.models.members import Member
from jaras.governance.rules import GlassState, GovernanceVerb
from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedTextField


class ExceptionalAccessQuerySet(models.QuerySet["ExceptionalAccess"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of them to those who review, their own to everybody else."""
        if actor.can(GovernanceVerb.REVIEW_GLASS):
            return self
        return self.filter(member_id=actor.member_id) if actor.member_id else self.none()

    def in_force(self, at: datetime) -> Self:
        """Those that open their case now, whether or not the clock of the house has passed by."""
        return self.filter(state=GlassState.IN_FORCE, until__gt=at)

    def lapsed(self, at: datetime) -> Self:
        return self.filter(state=GlassState.IN_FORCE, until__lte=at)

    def to_review(self) -> Self:
        return self.exclude(state=GlassState.REVIEWED)


class ExceptionalAccess(models.Model):
    """One breaking of the glass. What was typed to find the case is kept nowhere.

    Without a case, nothing answered to what was typed: it is told and reviewed all the same.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="exceptional_accesses")
    state = models.CharField(max_length=12, default=GlassState.ASKED)
    asked_by = models.CharField(max_length=12)  # a reference, a telephone, a name
    case_id = models.BigIntegerField(null=True)  # cases come later in the river
    reason = SealedTextField(always=True)
    key = KeyField()
    hours = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # the letters to the head and to the officer left
    review_on = models.DateField()
    reviewed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    justified = models.BooleanField(null=True)
    review = SealedTextField(blank=True, always=True)

    objects = ExceptionalAccessQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["member", "asked_at"], name="glass_of_member"),
            models.Index(
                fields=["review_on", "id"],
                name="glass_to_review",
                condition=~models.Q(state=GlassState.REVIEWED),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reviewed_by=models.F("member")), name="glass_reviewed_by_another"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=GlassState.IN_FORCE, case_id=None), name="glass_opens_something"
            ),
        ]
