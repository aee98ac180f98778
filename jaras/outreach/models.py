"""Answers to reporters, as they read them."""

from typing import Self

from django.db import models

from jaras.governance.models import Member
from jaras.intake.models import Report
from jaras.kernel.keys import SealedTextField


class AnswerQuerySet(models.QuerySet["Answer"]):
    def unsent(self) -> Self:
        """Those whose e-mail has not left, while there is an address to send it to."""
        return self.filter(mail_wanted=True, mailed_at=None).exclude(report__reporter_email="")


class Answer(models.Model):
    """One thing we said to the reporter: a reviewed sentence by its code, or words of our own."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="answers")
    code = models.CharField(max_length=30, blank=True)
    text = SealedTextField(blank=True, owner="report")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    mail_wanted = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["at"], name="answer_unsent", condition=models.Q(mail_wanted=True, mailed_at=None)
            )
        ]
