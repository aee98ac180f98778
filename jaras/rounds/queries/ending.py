"""Rounds past their time: their words are emptied, their counts stay."""

from datetime import datetime

from django.db.models import QuerySet

from jaras.rounds.models import Round


def ended(before: datetime) -> QuerySet[Round]:
    """Not emptied yet, the oldest first; by the hour they were planned for, whatever became of them."""
    return Round.objects.filter(starts_at__lt=before, forgotten_at=None).order_by("starts_at", "pk")
