"""Days on which a member cannot hold the watch."""

from datetime import date
from typing import ClassVar, Self

from django.db import models

from jaras.governance.models.members import Member
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.rest import AbsenceState
from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedCharField

WHY = 300


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of them to whoever plans the watch, to others their own."""
        if actor.can(GovernanceVerb.ROSTER):
            return self
        return self.filter(member_id=actor.member_id) if actor.member_id else self.none()

    def noted(self) -> Self:
        return self.filter(state=AbsenceState.NOTED)

    def within(self, first: date, last: date) -> Self:
        """Those that touch these days."""
        return self.filter(ends_on__gte=first, starts_on__lte=last)


class Absence(models.Model):
    """From which day, to which day, of what kind; why, for whoever plans."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()
    kind = models.CharField(max_length=12)
    why = SealedCharField(max_length=WHY, blank=True, always=True)
    state = models.CharField(max_length=12, default=AbsenceState.NOTED)
    key = KeyField()

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on", "id"]
        indexes = [models.Index(fields=["state", "ends_on"], name="absence_ends")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="absence_ends_after_it_starts"
            )
        ]
