"""Rows that two people may edit: the second is told, never overwritten."""

from hashlib import sha256
from typing import Any, Self

from django.db import models

from jaras.kernel.keys import Sealed


class Conflict(Exception):
    """Somebody saved this row first; `current` is what they saved."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(f"{type(current).__name__} {current.pk} was changed meanwhile")
        self.current = current


class Versioned(models.Model):
    """A row with a version that every save must match."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def save_checked(self, *fields: str) -> Self:
        """Write `fields` if the row still has the version we read; else raise `Conflict`."""
        values: dict[str, Any] = {name: self._written(name) for name in fields}
        manager = type(self)._default_manager
        expected = self.version
        changed = manager.filter(pk=self.pk, version=expected).update(version=expected + 1, **values)
        if not changed:
            raise Conflict(manager.get(pk=self.pk))
        self.version = expected + 1
        return self

    def _written(self, name: str) -> Any:
        """A sealed column as it goes to the database, everything else as it is."""
        field = self._meta.get_field(name)
        return field.pre_save(self, False) if isinstance(field, Sealed) else getattr(self, name)


def seen(row: models.Model, *fields: str) -> str:
    """A digest of what a form showed of a row: two people collide only over what both rewrite."""
    shown = [str(getattr(row, name)) for name in fields]
    return sha256("\x1f".join(shown).encode("utf-8", "replace")).hexdigest()[:16]
