"""Everything exchanged with one address on one channel."""

from typing import Any, ClassVar, Self

from django.db import models

from jaras.conversations.rules.states import ConversationState, ConversationsVerb
from jaras.governance.models import Member
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedCharField, SealedJSONField, SealedTextField
from jaras.kernel.versions import Versioned
from jaras.people.models import Person


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, actor: Actor) -> Self:
        """By role; never where something said in it became a report that this actor does not see."""
        if actor.is_software:
            return self
        if not actor.can(ConversationsVerb.READ):
            return self.none()
        from jaras.conversations.models.heard import Heard

        seen = Report.objects.visible_to(actor).order_by().values("pk")
        hidden = Heard.objects.filter(conversation=models.OuterRef("pk")).exclude(report=None)
        return self.exclude(models.Exists(hidden.exclude(report__in=seen)))

    def waiting(self) -> Self:
        return self.filter(state=ConversationState.WAITING)


class Conversation(Versioned):
    """One address on one channel: who it may be, what waits, the report it became."""

    channel = models.CharField(max_length=12)
    address = SealedCharField(max_length=254, blank=True, always=True)
    identity = models.CharField(max_length=40, blank=True)  # `transports.identity` of the address
    name = SealedCharField(max_length=120, blank=True, always=True)  # as they call themselves there
    language = models.CharField(max_length=10, blank=True)  # of `rules.language`
    state = models.CharField(max_length=12, default=ConversationState.SET_ASIDE)
    assigned_to = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="conversations")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="conversations")  # the last
    # The other conversation of which a message was answered from this address.
    cited = models.ForeignKey("self", models.PROTECT, null=True, related_name="cited_by")
    silent = models.CharField(max_length=12, blank=True)  # why the software says nothing by itself
    doubt = models.PositiveSmallIntegerField(default=0)  # of its last words: `rules.doubt`
    doubts = models.JSONField(default=list)  # codes
    context = SealedJSONField(default=dict, always=True)  # of its adapter, for the next answer
    begun_at = models.DateTimeField()
    heard_at = models.DateTimeField()  # they wrote last
    waiting_since = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)
    key = KeyField()

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-heard_at", "-id"]
        indexes = [
            models.Index(fields=["-heard_at", "-id"], name="conversation_heard"),
            models.Index(fields=["identity"], name="conversation_identity"),
            models.Index(
                fields=["waiting_since", "id"],
                name="conversation_waiting",
                condition=models.Q(state=ConversationState.WAITING),
            ),
        ]

    @property
    def called(self) -> str:
        """Who it is, as far as the channel tells."""
        return str(self.name or self.address)


class ThroughConversation(models.QuerySet[Any]):
    """Rows that exist for whoever sees their conversation."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(conversation__in=Conversation.objects.visible_to(actor).order_by().values("pk"))


class Known(models.Model):
    """One of the ids by which a channel calls the other side of a conversation."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="known")
    channel = models.CharField(max_length=12)
    identity = models.CharField(max_length=40)

    class Meta:
        verbose_name_plural = "known ids"
        constraints = [models.UniqueConstraint(fields=["channel", "identity"], name="conversation_known")]


class Note(models.Model):
    """What colleagues tell one another beside a conversation."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    text = SealedTextField(owner="conversation", always=True)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = ThroughConversation.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
