"""Conversations past their time."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from jaras.conversations.models import Conversation, Heard


def ended(before: datetime) -> QuerySet[Conversation]:
    """Silent for long, of which no report is still told; not emptied yet, the oldest first."""
    told = Heard.objects.filter(conversation=OuterRef("pk"), report__forgotten_at=None).exclude(report=None)
    rows = Conversation.objects.filter(heard_at__lt=before, forgotten_at=None)
    return rows.exclude(Exists(told)).order_by("heard_at", "pk")
