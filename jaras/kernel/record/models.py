"""The journal of reads, the seals of both logs, the signed head of each day."""

from django.db import models


class Act(models.TextChoices):
    """What somebody did who changed nothing."""

    OPENED = "opened", "opened"
    SEARCHED = "searched", "searched"
    EXPORTED = "exported", "exported"


class How(models.TextChoices):
    """Through which door."""

    PAGE = "page", "page"
    API = "api", "api"
    EXPORT = "export", "export"


class ReadRecord(models.Model):
    """Who opened, searched, took out what, when, why: one row a page; the database refuses to change it."""

    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    act = models.CharField(max_length=8, choices=Act)
    subject = models.CharField(max_length=30)
    subject_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)  # whose file it belongs to
    words = models.CharField(max_length=64, blank=True)  # a keyed digest of what was searched
    found = models.IntegerField(null=True)
    how = models.CharField(max_length=6, choices=How)
    roles = models.CharField(max_length=200, blank=True)  # held at that moment
    grant_id = models.BigIntegerField(null=True)  # the exceptional access that opened it

    class Meta:
        indexes = [
            models.Index(fields=["subject", "subject_id", "id"], name="record_subject"),
            models.Index(fields=["by_id", "id"], name="record_by"),  # what one member read
            models.Index(
                fields=["case_id", "id"], name="record_case", condition=models.Q(case_id__isnull=False)
            ),
            models.Index(fields=["at"], name="record_at"),
        ]


class Log(models.TextChoices):
    """What is sealed."""

    EVENTS = "event", "event"
    READS = "read", "read"


class Seal(models.Model):
    """One row of a log at its place in the chain; the database refuses to change it."""

    place = models.BigIntegerField(primary_key=True)
    log = models.CharField(max_length=5, choices=Log)
    row_id = models.BigIntegerField()
    digest = models.BinaryField(max_length=32)  # of the row
    link = models.BinaryField(max_length=32)  # of this seal with the link before it
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "row_id"], name="seal_once")]


class Head(models.Model):
    """Where the chain stood, signed: when a day ended, whenever somebody took it away."""

    day = models.DateField(db_index=True)
    place = models.BigIntegerField()
    link = models.BinaryField(max_length=32)
    key = models.CharField(max_length=64)  # the public half of what signed it
    signature = models.CharField(max_length=128)
    at = models.DateTimeField()


class Hole(models.Model):
    """Numbers of a log that were given out, not seen yet: rolled back, or written by somebody still at it."""

    log = models.CharField(max_length=5, choices=Log)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    seen_at = models.DateTimeField()  # by the clock of the database
