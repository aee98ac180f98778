"""Kinds of things that end: later packages say which are past their time, what goes with them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from jaras.people.models import Person
from jaras.privacy.lists import kept

Before = Callable[[datetime], models.QuerySet[Any]]


@dataclass(frozen=True)
class Source:
    """One kind of thing: its table, which of its rows ended before a moment."""

    kind: str
    model: type[models.Model]
    ended: Before  # those not emptied yet, the longest ended first
    ended_at: str  # the column that says when


_sources: dict[str, Source] = {}
_ties: list[Callable[[], models.Q]] = []


def ends(source: Source) -> None:
    """Make a kind of thing known; `kind` has its rule in retention.yaml."""
    _sources[source.kind] = source


def concerned(tie: Callable[[], models.Q]) -> None:
    """A later package says which persons something of its own still concerns."""
    _ties.append(tie)


def persons_ended(before: datetime) -> models.QuerySet[Person]:
    """Persons registered before whom nothing concerns any more; what is merged goes after what stays."""
    rows = Person.objects.filter(registered_at__lt=before, forgotten_at=None)
    rows = rows.filter(models.Q(merged_into=None) | models.Q(merged_into__forgotten_at__isnull=False))
    for tie in _ties:
        rows = rows.exclude(tie())
    return rows.order_by("registered_at", "pk")


def kinds() -> tuple[str, ...]:
    """In the order of the rules: what a thing leaves behind ends after it."""
    return tuple(kind for kind in kept() if kind in _sources)


def source_of(kind: str) -> Source:
    return _sources[kind]
