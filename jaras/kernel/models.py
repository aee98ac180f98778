"""The logs, figures, files and searchable words that every package shares."""

from django.db import models

from jaras.kernel.keys import KeyField, SealedCharField, SealedTextField
from jaras.kernel.keys.rows import DataKey as DataKey


class Level(models.TextChoices):
    """How far a protected row is shared."""

    ORDINARY = "ordinary", "ordinary"
    RESTRICTED = "restricted", "restricted"
    SEALED = "sealed", "sealed"  # in a compartment: for everybody else it does not exist


class EventRecord(models.Model):
    """One fact of the log; the database refuses to change or delete it."""

    name = models.CharField(max_length=60)
    subject = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id", "id"], name="event_subject")]


class Transition(models.Model):
    """One change of state, with who, when and why."""

    subject = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    verb = models.CharField(max_length=30)
    source = models.CharField(max_length=30)
    target = models.CharField(max_length=30)
    reason = SealedTextField(blank=True, always=True)
    key = KeyField()
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id", "id"], name="transition_subject")]


class Counter(models.Model):
    """A figure kept by events, so that no board counts rows."""

    name = models.CharField(max_length=40)
    key = models.CharField(max_length=80, default="")
    value = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "key"], name="counter_once")]


class StoredFile(models.Model):
    """A file that was sent to us, cleaned, under a name that says nothing."""

    path = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    name = SealedCharField(max_length=200, blank=True, always=True)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    key = KeyField()


class ExportedFile(models.Model):
    """A file that left the house: its maker fetches it within a day, its line stays."""

    kind = models.CharField(max_length=30)
    reason = SealedCharField(max_length=300, always=True)
    key = KeyField()
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    rows = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    token = models.CharField(max_length=32)
    day = models.DateField()
    number = models.PositiveSmallIntegerField()  # of this kind, by this member, on this day
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by_id", "kind", "day", "number"], name="export_numbered")
        ]
        indexes = [models.Index(fields=["by_id", "id"], name="export_by")]


class SearchEntry(models.Model):
    """The folded words of one thing, indexed by the database's own full-text engine."""

    subject = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "subject_id"], name="search_once")]


class TelephoneDigest(models.Model):
    """Keyed digests of one number of one thing: whole, its last eight, six, four digits."""

    subject = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    whole = models.CharField(max_length=20)
    last8 = models.CharField(max_length=20)
    last6 = models.CharField(max_length=20)
    last4 = models.CharField(max_length=20)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "subject_id"], name="telephone_subject"),
            *(
                models.Index(fields=[last, "subject", "-subject_id"], name=f"telephone_{last}")
                for last in ("whole", "last8", "last6", "last4")
            ),
        ]


class IdempotencyKey(models.Model):
    """A write that was already acknowledged, so that a replay gives the same answer."""

    scope = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="idempotency_once")]


class Attempt(models.Model):
    """A stranger tried something; who they are is a keyed digest, kept for a day."""

    scope = models.CharField(max_length=20)
    who = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["scope", "who", "at"], name="attempt_of_one"),
            models.Index(fields=["at"], name="attempt_at"),
        ]


class ContactMark(models.Model):
    """What is noted of an address of somebody: never write there, neutral words, no more messages, a yes."""

    identity = models.CharField(max_length=40)  # a keyed digest: `transports.identity`
    channel = models.CharField(max_length=12)  # on which it was noted
    mark = models.CharField(max_length=8)  # a code of `contact_marks`
    topic = models.CharField(max_length=16, blank=True)  # of `topics`; blank: every one
    reason = SealedCharField(max_length=300, blank=True, always=True)
    key = KeyField()
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    lifted_by_id = models.BigIntegerField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identity", "mark", "topic"],
                condition=models.Q(lifted_at=None),
                name="contact_mark_once",
            )
        ]


class Dispatch(models.Model):
    """One message that left by the gate: to which address, why, under which id the channel tells of it."""

    channel = models.CharField(max_length=12)
    identity = models.CharField(max_length=40)  # a keyed digest
    topic = models.CharField(max_length=16)
    about = models.CharField(max_length=20)  # a kind of row
    about_id = models.BigIntegerField()
    external_id = models.CharField(max_length=200, blank=True)
    neutral = models.BooleanField(default=False)  # the guard let neutral words alone through
    parts = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "dispatches"
        indexes = [
            models.Index(fields=["identity", "at"], name="dispatch_identity"),
            models.Index(fields=["channel", "external_id"], name="dispatch_external"),
            models.Index(fields=["at"], name="dispatch_at"),
        ]
