"""One record taken into another, with all that is needed to part them again."""

from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.kernel.keys import SealedJSONField
from jaras.people.models.person import Person
from jaras.people.rules.merging import MergeState


class MergeQuerySet(models.QuerySet["Merge"]):
    def visible_to(self, actor: Actor) -> Self:
        """For whoever sees the record that stays."""
        return self.filter(models.Exists(Person.objects.visible_to(actor).filter(pk=models.OuterRef("kept"))))

    def in_force(self) -> Self:
        return self.filter(state=MergeState.IN_FORCE)


class Merge(models.Model):
    """Who was merged into whom, which values were chosen, what moved; what could not come back."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Person, models.PROTECT, related_name="absorbed_by")
    state = models.CharField(max_length=12, default=MergeState.IN_FORCE)
    chosen = models.JSONField(default=dict)  # {what: whose}: codes
    moved = models.JSONField(default=dict)  # {kind: rows}
    left = models.JSONField(default=list)  # [[why, what]] of what an un-merge did not bring back: codes
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    undone_by_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"], condition=models.Q(state=MergeState.IN_FORCE), name="merge_once"
            )
        ]


class MergedRow(models.Model):
    """One line of the journal of a merge; old values lie under the key of whom they tell."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="rows")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")  # whose value it is
    what = models.CharField(max_length=10)  # moved, aside, changed, made, paired
    kind = models.CharField(max_length=60)  # `cases.party`
    row_id = models.BigIntegerField()
    column = models.CharField(max_length=60, blank=True)
    before = SealedJSONField(null=True, owner="person", always=True)
    after = SealedJSONField(null=True, owner="person", always=True)

    class Meta:
        ordering = ["id"]
