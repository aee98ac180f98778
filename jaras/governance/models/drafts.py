"""A roster that the model proposes."""

from typing import ClassVar, Self

from django.db import models

from jaras.governance.models.members import Member
from jaras.governance.roles import WATCH_DUTY
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.drafts import DraftState
from jaras.kernel.actor import Actor


class RosterDraftQuerySet(models.QuerySet["RosterDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        """To whoever plans the watch."""
        return self if actor.can(GovernanceVerb.ROSTER) else self.none()


class RosterDraft(models.Model):
    """Turns from one day to another, among these members, by this template.

    `plan` holds one row a turn: `[starts_at, ends_at, member or null, {member: why not}]`. Costs are whole
    numbers, the least that any plan costs is null where nothing is known.
    """

    duty = models.CharField(max_length=8, default=WATCH_DUTY)  # a code of `duties`
    first = models.DateField()
    last = models.DateField()
    template = models.CharField(max_length=20)
    members = models.JSONField(default=list)
    state = models.CharField(max_length=12, default=DraftState.ASKED)
    asked_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    plan = models.JSONField(default=list)
    missing_least = models.FloatField(null=True)
    uneven = models.PositiveIntegerField(default=0)
    uneven_least = models.FloatField(null=True)

    objects = RosterDraftQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
