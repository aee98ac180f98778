"""Answers to reporters, as they read them."""

from django.db import models

from jaras.governance.models import Member
from jaras.intake.models import Report
from jaras.kernel.keys import SealedTextField


class Answer(models.Model):
    """One thing we said to the reporter: a reviewed sentence by its code, or words of our own."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="answers")
    code = models.CharField(max_length=30, blank=True)
    text = SealedTextField(blank=True, owner="report")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    mail_wanted = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
