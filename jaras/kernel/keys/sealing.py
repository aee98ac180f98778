"""What was written plainly is sealed: row by row, in batches, again without harm."""

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction

from jaras.kernel import search
from jaras.kernel.jobs import enqueue
from jaras.kernel.keys import values
from jaras.kernel.keys.fields import ORDINARY, Sealed, sealed_fields

BATCH = 500
SCRUB = "jaras.kernel.keys.scrubbing.scrub"


def follow_level(row: models.Model, *, subject: str) -> None:
    """A case or a report is no longer ordinary: so are its words, until now plain, wherever they stand.

    Within the transaction that raises the level; what the engine still holds of them goes right after.
    """
    if getattr(row, "level", ORDINARY) == ORDINARY:
        return
    for model, paths in _owned(type(row)).items():
        for path in paths:
            for each in model._base_manager.filter(**{path or "pk": row.pk}):
                if path and "__" not in path:
                    setattr(each, path, row)
                seal(each)
                if not path:
                    row.key = each.key  # type: ignore[attr-defined]
    search.seal(subject, row.pk)
    enqueue(SCRUB)


def _owned(owner: type[models.Model]) -> dict[type[models.Model], set[str]]:
    """Which rows are sealed with the key of this one, by the paths that lead to it."""
    found: dict[type[models.Model], set[str]] = {}
    for field in sealed_fields():
        for path in field.paths():
            if _end(field.model, path) is owner:
                found.setdefault(field.model, set()).add(path)
    return found


def _end(model: type[models.Model], path: str) -> type[models.Model]:
    for step in path.split("__") if path else ():
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model


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
        if values.is_sealed(written) and written != row.__dict__[field.attname]:
            changed[field.attname] = row.__dict__[field.attname] = written
    if changed:
        type(row)._base_manager.filter(pk=row.pk).update(**changed)
    return bool(changed)


def written_anew(row: models.Model) -> None:
    """Its words as they are read, so that the next writing follows what the row has become."""
    for field in _sealed(type(row)):
        setattr(row, field.attname, getattr(row, field.attname))


def reseal(row: models.Model) -> None:
    """Its owner is another one now: what is sealed under the key of the former goes under theirs."""
    changed: dict[str, Any] = {}
    for field in _sealed(type(row)):
        if values.is_sealed(row.__dict__[field.attname]) and (plain := getattr(row, field.attname)):
            row.__dict__[field.attname] = plain
            changed[field.attname] = row.__dict__[field.attname] = field.pre_save(row, False)
    if changed:
        type(row)._base_manager.filter(pk=row.pk).update(**changed)


def _sealed(model: type[models.Model]) -> Iterator[Sealed]:
    return (field for field in model._meta.concrete_fields if isinstance(field, Sealed))


def seal_raised(model: type[models.Model]) -> int:
    """The rows of a table whose case or report is no longer ordinary, as `follow_level` would have."""
    done = 0
    for path in sorted({path for field in _sealed(model) if not field.always for path in field.paths()}):
        level = f"{path}__level" if path else "level"
        rows = model._base_manager.filter(**{f"{level}__isnull": False}).exclude(**{level: ORDINARY})
        last = 0
        while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
            with transaction.atomic():
                done += sum(seal(row) for row in batch)
            last = batch[-1].pk
    return done
