"""What we answered, how far it came."""

from typing import ClassVar, Self

from django.db import models

from jaras.conversations.models.conversation import Conversation, ThroughConversation
from jaras.conversations.rules.states import ON_A_DESK, ReplyState
from jaras.governance.models import Member
from jaras.kernel.generated import state_among
from jaras.kernel.keys import SealedCharField, SealedJSONField, SealedTextField
from jaras.kernel.versions import Versioned


class ReplyQuerySet(ThroughConversation):
    def on_a_desk(self) -> Self:
        """What did not leave, and waits for somebody to say what is done instead."""
        return self.filter(is_on_a_desk=True)


class Reply(Versioned):
    """One message to the other side of a conversation, from the press of a hand to the eye of a reader."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="replies")
    topic = models.CharField(max_length=16)
    text = SealedTextField(owner="conversation", always=True)
    neutral = SealedTextField(blank=True, owner="conversation", always=True)
    template = models.CharField(max_length=60, blank=True)  # of those the channel has approved
    values = SealedJSONField(default=list, owner="conversation", always=True)
    pressing = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default=ReplyState.WAITING)
    is_on_a_desk = state_among(ON_A_DESK)
    fault = models.CharField(max_length=40, blank=True)
    fault_words = SealedCharField(max_length=300, blank=True, owner="conversation", always=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "replies"
        ordering: ClassVar[list[str]] = ["id"]
        indexes = [
            models.Index(
                fields=["next_try_at"], name="reply_waiting", condition=models.Q(state=ReplyState.WAITING)
            ),
            models.Index(fields=["at"], name="reply_on_a_desk", condition=models.Q(state__in=ON_A_DESK)),
        ]
