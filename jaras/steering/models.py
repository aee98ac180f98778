"""Figures, with what they were counted from, with what waits to be counted again."""

from typing import Self

from django.db import models

from jaras.governance.rules import GovernanceVerb
from jaras.kernel.actor import Actor


class Mark(models.Model):
    """Something happened to this thing: its figures are to be counted again.

    Written in the transaction of the event; two writers never wait for each other over a figure.
    """

    kind = models.CharField(max_length=20)  # the subject of the event
    subject_id = models.BigIntegerField()


class Ledger(models.Model):
    """The one row that whoever writes figures holds; `turn` grows each time. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    turn = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ledger_once")]


class CountedQuerySet(models.QuerySet["Counted"]):
    def tagged(self, tag: str) -> Self:
        """Those that stand under this tag, `pole:MED`."""
        return self.filter(tags__contains=f"|{tag}|") if tag else self


class Counted(models.Model):
    """One thing as it was last counted: when, how much, under which tags."""

    unit = models.CharField(max_length=14)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()
    amount = models.PositiveIntegerField(default=1)
    tags = models.TextField()  # |channel:TEL|commune:05.311.01.07|pole:MED|
    share = models.CharField(max_length=32, default="ordinary")

    objects = CountedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "subject_id"], name="counted_once")]
        indexes = [models.Index(fields=["unit", "-at", "-subject_id"], name="counted_at")]


class FigureQuerySet(models.QuerySet["Figure"]):
    def visible_to(self, actor: Actor) -> Self:
        """Figures name nobody; small ones are hidden where they are told, not where they are kept."""
        return self if actor.can(GovernanceVerb.FIGURES) else self.none()


class Figure(models.Model):
    """How many of one unit in a month or a year, whole or kept to one value, told apart by each tag.

    What is shared with fewer is counted in rows of its own, added for whoever may open it.
    """

    key = models.CharField(max_length=130, primary_key=True)
    unit = models.CharField(max_length=14)
    period = models.CharField(max_length=7)
    kept = models.CharField(max_length=60, blank=True)
    share = models.CharField(max_length=32, default="ordinary")  # how far what it counts is shared
    total = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)

    objects = FigureQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kept", "period", "unit"], name="figure_kept")]
