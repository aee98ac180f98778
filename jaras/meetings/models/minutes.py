"""The minutes of a meeting as they were when it closed, with what was corrected since."""

from typing import ClassVar

from django.db import models

from jaras.governance.models import Member
from jaras.kernel.keys import SealedCharField
from jaras.kernel.models import StoredFile
from jaras.meetings.models.items import WORDS
from jaras.meetings.models.meetings import Meeting, ThroughMeeting


class Minutes(models.Model):
    """One version in one language; a correction makes another beside it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes_kept")
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ThroughMeeting["Minutes"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["version", "language"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version", "language"], name="minutes_once")
        ]


class Amendment(models.Model):
    """What the minutes said wrong, or left out; the first version stays."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="amendments")
    words = SealedCharField(max_length=WORDS, owner="meeting", always=True)
    token = models.CharField(max_length=32, unique=True)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = ThroughMeeting["Amendment"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
