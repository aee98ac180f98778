"""Meetings past their time: their words are emptied, who met when stays."""

from datetime import datetime

from django.db.models import QuerySet

from jaras.meetings.models import Meeting


def ended(before: datetime) -> QuerySet[Meeting]:
    """Not emptied yet, the oldest first; by the hour they were planned for, whatever became of them."""
    return Meeting.objects.filter(starts_at__lt=before, forgotten_at=None).order_by("starts_at", "pk")
