"""What was written plainly is sealed: row by row, in batches, again without harm."""

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction

from jaras.kernel.keys.fields import Sealed

BATCH = 500


def seal_all(model: type[models.Model]) -> int:
    """Every row of a table whose columns should be sealed, some hundred at a time; how many were."""
    last, done = 0, 0
    while rows := list(model._base_manager.filter(pk__gt=last).order_by("pk")[:BATCH]):
        with transaction.atomic():
            done += sum(seal(row) for row in rows)
        last = rows[-1].pk
    return done


def seal(row: models.Model) -> bool:
    """Seal what of this row should be; whether anything was."""
    changed: dict[str, Any] = {}
    for field in _sealed(type(row)):
        written = field.pre_save(row, False)
        if written != row.__dict__.get(field.attname):
            changed[field.attname] = row.__dict__[field.attname] = written
    if changed:
        type(row)._base_manager.filter(pk=row.pk).update(**changed)
    return bool(changed)


def _sealed(model: type[models.Model]) -> Iterator[Sealed]:
    return (field for field in model._meta.concrete_fields if isinstance(field, Sealed))
