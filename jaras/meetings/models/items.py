"""What is spoken of in a meeting, what comes of it: words, decisions, bells read, reports."""

from typing import ClassVar

from django.db import models

from jaras.bells.models import Bell
from jaras.governance.models import Member
from jaras.intake.models import Report
from jaras.kernel.keys import SealedCharField, SealedTextField
from jaras.kernel.versions import Versioned
from jaras.meetings.models.meetings import Meeting, ThroughMeeting
from jaras.meetings.rules import ItemState

TITLE, NOTES, WORDS = 160, 20_000, 600


class Item(Versioned):
    """One thing at a time: what is written of it is typed once, by whoever holds the pen."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=10)
    rows = models.JSONField(default=list)  # numbers of what it is about, when the meeting opened
    title = SealedCharField(max_length=TITLE, blank=True, owner="meeting", always=True)
    notes = SealedTextField(blank=True, owner="meeting", always=True)
    minutes = models.PositiveSmallIntegerField(default=5)
    state = models.CharField(max_length=10, default=ItemState.WAITING)
    begun_at = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField(default=0)  # before `begun_at`

    objects = ThroughMeeting["Item"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(state="current"), name="one_item_at_a_time"
            )
        ]


class AskedItem(models.Model):
    """Somebody who comes wishes to speak of this."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="asked")
    title = SealedCharField(max_length=TITLE, owner="meeting", always=True)
    why = SealedCharField(max_length=WORDS, blank=True, owner="meeting", always=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ThroughMeeting["AskedItem"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class Decision(models.Model):
    """What was decided, in one sentence."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="decisions")
    words = SealedCharField(max_length=WORDS, owner="meeting", always=True)
    token = models.CharField(max_length=32, unique=True)  # of the form: twice is once
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = ThroughMeeting["Decision"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class BellReading(models.Model):
    """A bell that a meeting opens with: kept, not kept, what was learnt."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="readings")
    bell = models.ForeignKey(Bell, models.PROTECT, related_name="readings")
    heard = models.CharField(max_length=10, blank=True)
    learnt = SealedCharField(max_length=WORDS, blank=True, owner="meeting", always=True)
    read_at = models.DateTimeField(null=True)

    objects = ThroughMeeting["BellReading"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "bell"], name="bell_read_once")]


class Spoken(models.Model):
    """What somebody said at a desk in the field became a report."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="spoken")
    report = models.OneToOneField(Report, models.PROTECT, related_name="said_at")
    token = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField()

    objects = ThroughMeeting["Spoken"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
