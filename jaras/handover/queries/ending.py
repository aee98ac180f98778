"""Watches past their time: their note, their promises, what was answered become unreadable."""

from datetime import datetime

from django.db.models import QuerySet

from jaras.governance.models import Watch


def ended(before: datetime) -> QuerySet[Watch]:
    """Not emptied yet, the oldest first."""
    return Watch.objects.filter(ended_at__lt=before, forgotten_at=None).order_by("ended_at", "pk")
