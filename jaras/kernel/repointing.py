"""Rows that point to one thing are let point to another, and back."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q

from jaras.kernel import ties
from jaras.kernel.keys.sealing import reseal
from jaras.kernel.models import StoredFile


@dataclass
class Plan:
    """What moves, by column; what leaves while the rest moves; what cannot be moved."""

    moves: dict[Any, list[int]] = field(default_factory=dict)
    aside: list[models.Model] = field(default_factory=list)
    stuck: list[models.Model] = field(default_factory=list)

    def counted(self) -> Counter[str]:
        """How many rows of each kind (`cases.party`) concern the new thing from then on."""
        found: Counter[str] = Counter()
        for column, ids in self.moves.items():
            found[column.model._meta.label_lower] += len(ids)
        return found


def plan(old: models.Model, new: models.Model, *, but: Collection[str] = ()) -> Plan:
    """How every row that points to `old` may point to `new`; `but` names kinds that stay as they are.

    A row that would stand there twice (the same person twice in one case) is set aside; so is one that would
    point from the thing to itself. What other rows hang on, what holds a file, cannot be set aside: it is
    stuck. A file lies under the rules of its row, which a journal does not know.
    """
    found = Plan()
    for column in ties.pointing(type(old)):
        kind = column.model
        if kind._meta.label_lower in but:
            continue
        for row in kind._base_manager.filter(**{column.attname: old.pk}).order_by("pk"):
            twin = row if _itself(row, column, new) else _twin(row, column, new)
            if twin is not None:
                twin = twin if column.unique and says(row) and not says(twin) else row
                (found.aside if _may_leave(twin) else found.stuck).append(twin)
            if twin is not row:
                found.moves.setdefault(column, []).append(row.pk)
    return found


def move(column: Any, ids: Collection[int], *, old: int, new: int) -> list[int]:
    """Those of these rows that still point to `old` point to `new` from now on; which ones."""
    kind = column.model
    rows = kind._base_manager.filter(pk__in=ids, **{column.attname: old})
    still = list(rows.order_by("pk").values_list("pk", flat=True))
    versioned = any(each.name == "version" for each in kind._meta.concrete_fields)
    kind._base_manager.filter(pk__in=still).update(
        **{column.attname: new} | ({"version": F("version") + 1} if versioned else {})
    )
    if column.name in ties.owners(kind):
        for row in kind._base_manager.filter(pk__in=still):
            reseal(row)
    return still


def move_back(column: Any, ids: Collection[int], *, old: int, new: int) -> list[int]:
    """The same, row by row: one that would stand there twice by now stays where it is."""
    done = []
    for pk in ids:
        try:
            with transaction.atomic():
                done += move(column, [pk], old=old, new=new)
        except IntegrityError:
            continue
    return done


def column_of(kind: str, name: str) -> Any:
    """The column that `cases.party`, `person` name; none where no release has it any more."""
    try:
        return apps.get_model(kind)._meta.get_field(name)
    except LookupError:
        return None


def told(row: models.Model) -> dict[str, Any]:
    """Every column of a row as JSON may keep it, sealed ones opened."""
    return {each.attname: plain(getattr(row, each.attname)) for each in _columns(type(row))}


def brought_back(kind: str, values: dict[str, Any]) -> bool:
    """The row with its number again; False where something else stands in its place."""
    try:
        model = apps.get_model(kind)
        columns = {each.attname: each for each in _columns(model)}
        row = model(**{name: read(columns[name], value) for name, value in values.items() if name in columns})
        with transaction.atomic():
            row.save(force_insert=True)
    except (LookupError, IntegrityError):
        return False
    return True


def read(column: Any, value: Any) -> Any:
    """What `told` wrote of one column."""
    target = column.target_field if column.is_relation else column
    return value if isinstance(target, models.JSONField) else target.to_python(value)


def says(row: models.Model) -> bool:
    """Whether anybody wrote anything into it."""
    texts = (models.CharField, models.TextField, models.JSONField)
    columns = [each for each in _columns(type(row)) if isinstance(each, texts) and each.name != "key"]
    return any(getattr(row, each.attname) for each in columns)


def _columns(model: type[models.Model]) -> list[Any]:
    return [each for each in model._meta.concrete_fields if not each.generated]


def plain(value: Any) -> Any:
    """A value as JSON may keep it."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _may_leave(row: models.Model) -> bool:
    columns = [each for each in row._meta.concrete_fields if each.related_model is StoredFile]
    if any(getattr(row, each.attname) for each in columns):
        return False
    return not any(
        each.model._base_manager.filter(**{each.attname: row.pk}).exists()
        for each in ties.pointing(type(row))
    )


def _itself(row: models.Model, column: Any, new: models.Model) -> bool:
    """Whether another column of the row points to the new thing already."""
    others = [each for each in row._meta.concrete_fields if each.related_model is type(new)]
    return any(getattr(row, each.attname) == new.pk for each in others if each.name != column.name)


def _twin(row: models.Model, column: Any, new: models.Model) -> models.Model | None:
    """The row that stands already where this one would."""
    kind = type(row)
    for names, condition in _alone(kind, column.name):
        attnames = {each.name: each.attname for each in kind._meta.concrete_fields}
        others = {attnames[name]: getattr(row, attnames[name]) for name in names if name != column.name}
        if None in others.values():
            continue
        if condition and not kind._base_manager.filter(condition, pk=row.pk).exists():
            continue
        rows = kind._base_manager.filter(condition, **others, **{column.attname: new.pk})
        if twin := rows.exclude(pk=row.pk).first():
            return twin
    return None


def _alone(kind: type[models.Model], name: str) -> Iterator[tuple[tuple[str, ...], Q]]:
    """Which columns, this one among them, no two rows have alike; under which condition."""
    if kind._meta.get_field(name).unique:  # type: ignore[union-attr]
        yield (name,), Q()
    for names in kind._meta.unique_together:
        if name in names:
            yield tuple(names), Q()
    for each in kind._meta.constraints:
        if isinstance(each, models.UniqueConstraint) and name in each.fields:
            yield tuple(each.fields), each.condition or Q()
