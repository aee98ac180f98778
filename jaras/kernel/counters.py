"""Figures kept by events: read in one query, whatever the number of rows behind them."""

from django.db import models

from jaras.kernel.models import Counter
from jaras.kernel.prepared import prepared


def add(name: str, key: str, amount: int = 1) -> None:
    """Add `amount` to a figure, inside the transaction of its cause."""
    if not amount:
        return
    rows = Counter.objects.filter(name=name, key=key)
    if not rows.update(value=models.F("value") + amount):
        _, created = Counter.objects.get_or_create(name=name, key=key, defaults={"value": amount})
        if not created:
            rows.update(value=models.F("value") + amount)


def read(name: str) -> dict[str, int]:
    """Every key of a figure with its value."""
    return dict(_read(name))


@prepared
def _read(name: str) -> models.QuerySet[Counter, tuple[str, int]]:
    return Counter.objects.filter(name=name).values_list("key", "value")
