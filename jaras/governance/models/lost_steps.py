"""A second step that somebody lost: who asked for another, who vouched for them."""

from datetime import datetime
from typing import Self

from django.db import models

from jaras.governance.models.members import Member
from jaras.kernel.actor import Actor


class LostStepQuerySet(models.QuerySet["LostStep"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own: nobody else has a list of who waits at the door."""
        return self.filter(member_id=actor.member_id) if actor.member_id else self.none()

    def open(self, at: datetime) -> Self:
        return self.filter(ended_at=None, until__gt=at)


class LostStep(models.Model):
    """Fifteen minutes in which colleagues may vouch for a member who knows their password alone."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="lost_steps")
    nonce = models.CharField(max_length=32)  # from which its code is made
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    first_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    first_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)  # the former second step is void since then

    objects = LostStepQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(ended_at=None), name="lost_step_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(first_by=models.F("member")) & ~models.Q(second_by=models.F("member")),
                name="lost_step_not_by_oneself",
            ),
            models.CheckConstraint(
                condition=~models.Q(second_by=models.F("first_by")), name="lost_step_by_two"
            ),
        ]
