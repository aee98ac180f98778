"""The roster: who will hold the watch, who asked whom to swap."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models

from jaras.governance.models.members import Member
from jaras.governance.roles import WATCH_DUTY
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.roster import SwapState, TurnState
from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedCharField
from jaras.kernel.versions import Versioned

NOTE = 300


class TurnQuerySet(models.QuerySet["Turn"]):
    def visible_to(self, actor: Actor) -> Self:
        """The whole plan to whoever holds turns, or plans them; to others their own."""
        if actor.can(GovernanceVerb.DUTY) or actor.can(GovernanceVerb.ROSTER):
            return self
        return self.filter(member_id=actor.member_id) if actor.member_id else self.none()

    def planned(self) -> Self:
        return self.filter(state=TurnState.PLANNED)

    def of(self, duty: str) -> Self:
        return self.filter(duty=duty)

    def within(self, start: datetime, end: datetime) -> Self:
        """Those that touch this while."""
        return self.filter(ends_at__gt=start, starts_at__lt=end)


class Turn(Versioned):
    """A tour de garde as it is planned; whoever takes the watch makes it a fact (`Watch`)."""

    duty = models.CharField(max_length=8, default=WATCH_DUTY)  # a code of `duties`
    member = models.ForeignKey(Member, models.PROTECT, related_name="turns")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = SealedCharField(max_length=NOTE, blank=True, always=True)
    state = models.CharField(max_length=12, default=TurnState.PLANNED)
    key = KeyField()

    objects = TurnQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_at", "id"]
        indexes = [models.Index(fields=["state", "ends_at"], name="turn_ends")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="turn_ends_after_it_starts"
            )
        ]


class SwapQuerySet(models.QuerySet["Swap"]):
    def visible_to(self, actor: Actor) -> Self:
        """To the two whom it concerns, to whoever plans the watch."""
        if actor.can(GovernanceVerb.ROSTER):
            return self
        if not actor.member_id:
            return self.none()
        return self.filter(models.Q(asked_by_id=actor.member_id) | models.Q(asked_of_id=actor.member_id))

    def waiting(self) -> Self:
        return self.filter(state=SwapState.ASKED)


class Swap(models.Model):
    """Somebody asks a colleague to hold their turn; perhaps against one of that colleague's."""

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="swaps")
    in_return = models.ForeignKey(Turn, models.CASCADE, null=True, related_name="+")
    asked_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Member, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    note = SealedCharField(max_length=NOTE, blank=True, always=True)
    state = models.CharField(max_length=12, default=SwapState.ASKED)
    key = KeyField()

    objects = SwapQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["turn"], condition=models.Q(state=SwapState.ASKED), name="swap_asked_once"
            )
        ]
