"""What they said, with the files that came along."""

from typing import ClassVar, Self

from django.db import models

from jaras.conversations.models.conversation import Conversation, ThroughConversation
from jaras.conversations.rules.states import MediaState
from jaras.governance.models import Member
from jaras.intake.models import Message, Report, ReportFile
from jaras.kernel.actor import Actor
from jaras.kernel.keys import SealedCharField, SealedJSONField, SealedTextField


class Heard(models.Model):
    """One thing they said; what became of a report keeps its words there, under its key."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="heard")
    channel = models.CharField(max_length=12)
    external_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="heard")
    message = models.OneToOneField(Message, models.CASCADE, null=True, related_name="heard")
    text = SealedTextField(blank=True, owner="conversation", always=True)  # where there is no message
    digest = models.CharField(max_length=20, blank=True)  # keyed, of its words: the same from many addresses
    link = SealedCharField(max_length=500, blank=True, owner="conversation", always=True)
    public = models.BooleanField(default=False)  # anybody can read it where it stands
    raw = SealedJSONField(default=dict, owner="conversation", always=True)
    said_at = models.DateTimeField()
    at = models.DateTimeField()

    objects = ThroughConversation.as_manager()

    class Meta:
        verbose_name_plural = "heard"
        ordering: ClassVar[list[str]] = ["said_at", "id"]
        constraints = [models.UniqueConstraint(fields=["channel", "external_id"], name="heard_once")]
        indexes = [models.Index(fields=["digest", "at"], name="heard_digest")]

    @property
    def words(self) -> str:
        """What they wrote, or what somebody wrote down of it."""
        return str(self.message.text if self.message is not None else self.text)


class ThroughHeard(models.QuerySet["Media"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(heard__in=Heard.objects.visible_to(actor).order_by().values("pk"))


class Media(models.Model):
    """A voice note, a picture, a document: on the way, kept with its report, or not to be had."""

    heard = models.ForeignKey(Heard, models.CASCADE, related_name="media")
    kind = models.CharField(max_length=12)
    name = SealedCharField(max_length=200, blank=True, owner="heard__conversation", always=True)
    ref = SealedCharField(max_length=2000, blank=True, owner="heard__conversation", always=True)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, default=MediaState.WAITING)
    fault = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    file = models.ForeignKey(ReportFile, models.PROTECT, null=True, related_name="+")
    transcript = SealedTextField(blank=True, owner="heard__conversation", always=True)
    transcribed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    transcribed_at = models.DateTimeField(null=True)

    objects = ThroughHeard.as_manager()

    class Meta:
        verbose_name_plural = "media"
        ordering: ClassVar[list[str]] = ["id"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="media_waiting",
                condition=models.Q(state=MediaState.WAITING),
            )
        ]
