"""What points to a row, whichever package it belongs to."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db import models
from django.db.models import Count, F, Q

from jaras.kernel.keys import Sealed


def tied(
    model: type[models.Model], ids: Collection[int], *, but: Collection[str] = ()
) -> dict[int, type[models.Model]]:
    """For each of these rows to which another points, the kind of one that does.

    `but` names the kinds (`cases.party`) that are taken back together with the rows.
    """
    found: dict[int, type[models.Model]] = {}
    for field in pointing(model):
        if field.model._meta.label_lower in but:
            continue
        rows = field.model._base_manager.filter(**{f"{field.attname}__in": ids}).order_by()
        for pk in rows.values_list(field.attname, flat=True).distinct():
            found.setdefault(pk, field.model)
    return found


def pointing(model: type[models.Model]) -> Iterator[Any]:
    """Every column of every table that points to this one, those without a way back too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield relation.field  # type: ignore[union-attr]


def counted(model: type[models.Model], ids: Collection[int], *, but: Collection[str] = ()) -> "Counter[int]":
    """How many rows point to each of these; `but` names kinds (`people.link`) that do not count."""
    found: Counter[int] = Counter()
    for field in pointing(model):
        if field.model._meta.label_lower in but:
            continue
        rows = field.model._base_manager.filter(**{f"{field.attname}__in": ids}).order_by()
        found.update(dict(rows.values_list(field.attname).annotate(Count("pk"))))
    return found


def owners(model: type[models.Model]) -> set[str]:
    """The columns of a table that lead to the row whose key seals it."""
    sealed = [field for field in model._meta.concrete_fields if isinstance(field, Sealed)]
    return {path for field in sealed for path in field.paths() if path}


# Rows that tell of somebody within a report or a case: later packages say which of theirs do.
_telling: list[type[models.Model]] = []


def tell_of_somebody(*kinds: type[models.Model]) -> None:
    """Let the `person` of these rows follow when somebody turns out to be somebody else."""
    _telling.extend(kind for kind in kinds if kind not in _telling)


def repoint(*, old: int, new: int, within: Mapping[str, Collection[int]]) -> dict[str, list[int]]:
    """Let what these reports and cases tell of one person tell of another; which rows, by kind."""
    moved = {}
    for kind in _telling:
        owned = Q()
        for owner, ids in within.items():
            if any(field.name == owner for field in kind._meta.fields):
                owned |= Q(**{f"{owner}__in": ids})
        rows = kind._default_manager.filter(owned, person=old).order_by() if owned else None
        if rows is not None and (ids := list(rows.values_list("pk", flat=True))):
            moved[kind._meta.label_lower] = ids
    point(moved, old=old, new=new)
    return moved


def point(rows: Mapping[str, Collection[int]], *, old: int, new: int) -> None:
    """These rows, as far as they still tell of the old person, tell of the new one."""
    for kind in _telling:
        ids = rows.get(kind._meta.label_lower, ())
        versioned = any(field.name == "version" for field in kind._meta.fields)
        values = {"person": new} | ({"version": F("version") + 1} if versioned else {})
        if ids:
            kind._default_manager.filter(pk__in=ids, person=old).update(**values)
