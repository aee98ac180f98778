"""Promises of a watch, what it handed over line by line, what was answered to each."""

from typing import ClassVar, Self, TypeVar

from django.db import models

from jaras.cases.models import Case
from jaras.governance.models import Member, Watch
from jaras.governance.rules import GovernanceVerb
from jaras.handover.rules import AnswerKind, PromiseState
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.kernel.keys import SealedCharField

WORDS = 300
Row = TypeVar("Row", bound=models.Model, covariant=True)


class AboutSomething(models.QuerySet[Row]):
    """Rows about a report, a case or neither: seen by those of the watch who see what they are about."""

    def visible_to(self, actor: Actor) -> Self:
        if not actor.can(GovernanceVerb.WATCH):
            return self.none()
        reports = Report.objects.visible_to(actor).filter(pk=models.OuterRef("report"))
        cases = Case.objects.visible_to(actor).filter(pk=models.OuterRef("case"))
        seen_report = models.Q(report=None) | models.Exists(reports)
        return self.filter(seen_report, models.Q(case=None) | models.Exists(cases))


class PromiseQuerySet(AboutSomething["Promise"]):
    def open(self) -> Self:
        return self.filter(state=PromiseState.MADE)


class Promise(models.Model):
    """What whoever holds the watch said would be done, until when; it goes on until somebody did it."""

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="promises")
    words = SealedCharField(max_length=WORDS, owner="watch", always=True)
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="promises")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="promises")
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default=PromiseState.MADE)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["due_at", "id"]
        indexes = [
            models.Index(fields=["due_at"], name="promise_open", condition=models.Q(state=PromiseState.MADE))
        ]


class HandoverLineQuerySet(AboutSomething["HandoverLine"]):
    def waiting(self) -> Self:
        """Nobody has acknowledged them yet."""
        done = HandoverAnswer.objects.filter(line=models.OuterRef("pk"), kind=AnswerKind.ACKNOWLEDGED)
        return self.filter(~models.Exists(done))


class HandoverLine(models.Model):
    """One thing that was open when a watch ended; written once, never changed."""

    append_only = True

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="handed_over")
    kind = models.CharField(max_length=12)
    of = models.CharField(max_length=12)  # what `row` is a number of: report, stay, referral, alert, promise
    row = models.BigIntegerField()
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    objects = HandoverLineQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [models.UniqueConstraint(fields=["watch", "of", "row"], name="handed_over_once")]


class HandoverAnswer(models.Model):
    """What was said to one line; a line is acknowledged once. Written once, never changed."""

    append_only = True

    line = models.ForeignKey(HandoverLine, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=12)
    words = SealedCharField(max_length=WORDS, blank=True, owner="line__watch", always=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(kind=AnswerKind.ACKNOWLEDGED),
                name="acknowledged_once",
            )
        ]
