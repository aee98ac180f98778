"""Bells past their time: their words are emptied, whether they were kept stays."""

from datetime import datetime

from django.db.models import QuerySet

from jaras.bells.models import Bell


def ended(before: datetime) -> QuerySet[Bell]:
    """Not emptied yet, the oldest first."""
    rows = Bell.objects.past().filter(ended_at__lt=before, forgotten_at=None)
    return rows.order_by("ended_at", "pk")
