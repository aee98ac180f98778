"""Columns that are sealed: always, or from the moment their case or report is no longer ordinary."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db import models
from django.db.migrations import AlterField
from django.db.models.functions import Left
from django.db.models.query_utils import DeferredAttribute

from jaras.kernel.keys import envelopes, values

ORDINARY = "ordinary"

if TYPE_CHECKING:
    _Line = models.CharField[str | None, str | None]
    _Column = models.Field[Any, Any]
    _Text = models.TextField[str, str]
    _Structure = models.JSONField[Any, Any]
else:
    _Line, _Column, _Text, _Structure = models.CharField, models.Field, models.TextField, models.JSONField


class KeyField(_Line):
    """The name of the key of this row; made when the row is first written."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 32, "null": True, "editable": False} | options)

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        name: str | None = getattr(model_instance, self.attname)
        if name is None and add:
            name = envelopes.fresh_name()
            setattr(model_instance, self.attname, name)
        return name


class _Opening(DeferredAttribute):
    """Reads a sealed value when somebody asks for it, never before: a list that shows none opens none."""

    field: "Sealed"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, str) and value.startswith(values.MARK):
            return self.field.plain(values.opened(value, place=self.field.place))
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class Plainly(NamedTuple):
    """What may go to the database as it is: its row was asked, it is ordinary."""

    value: Any


class Sealed(_Column):
    """What every sealed column does.

    `owner` leads to the row whose key seals it: "" is the row itself, of "case|report" the first there is.
    Without `always`, the text stays plain for as long as that row is ordinary, once it is `finished`.
    `values()` and `update()` see the column as it is: open it with `keys.opened`, write it through its row.
    """

    descriptor_class = _Opening

    def __init__(self, *args: Any, owner: str = "", always: bool = False, **options: Any) -> None:
        self.owner, self.always = owner, always
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options |= {"owner": self.owner} if self.owner else {}
        options |= {"always": True} if self.always else {}
        return name, path, args, options

    @property
    def place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The column as it goes to the database; what is sealed already goes as it came."""
        value = model_instance.__dict__.get(self.attname)
        if not value or values.is_sealed(value):
            return value
        owner = self.owner_of(model_instance)
        if not self.always and stands_open(owner):
            return Plainly(value)
        return self.sealed(value, owner) if owner is not None else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Refuse `update()` and `bulk_update()`, which would write plainly what may have to be sealed."""
        if isinstance(value, Plainly):
            value = value.value
        elif value and not values.is_sealed(value):
            raise TypeError(f"{self.place} is sealed: write it through its row.")
        return super().get_db_prep_save(value, connection)

    def sealed(self, value: Any, owner: models.Model) -> str:
        return values.sealed(self.written(value), name=_key_of(owner), place=self.place)

    def owner_of(self, row: models.Model) -> models.Model | None:
        for path in self.paths():
            owner: models.Model | None = row
            for step in path.split("__") if path else ():
                owner = getattr(owner, step) if owner is not None else None
            if owner is not None:
                return owner
        return None

    def paths(self) -> list[str]:
        return self.owner.split("|")

    def written(self, value: Any) -> str:
        return str(value)

    def plain(self, said: str) -> Any:
        return said


def beginning(column: str, signs: int) -> models.Case:
    """The first signs of a column, for `annotate()`; of a sealed one all of it, to be opened, then cut."""
    sealed = models.When(**{f"{column}__startswith": values.MARK}, then=models.F(column))
    return models.Case(sealed, default=Left(column, signs), output_field=models.TextField())


class SealedTextField(Sealed, _Text):
    """A sealed text."""


class SealedCharField(SealedTextField):
    """A sealed line: `max_length` bounds what people write, the column bears what becomes of it."""


class SealedJSONField(Sealed, _Structure):
    """A sealed structure: as JSON, or as one string."""

    def written(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    def plain(self, said: str) -> Any:
        return json.loads(said) if said else self.get_default()


def stands_open(owner: models.Model | None) -> bool:
    """Whether its words stand plainly: it is ordinary, it is not being typed still."""
    return getattr(owner, "level", ORDINARY) == ORDINARY and getattr(owner, "finished", True)


@contextmanager
def at_hand(owner: models.Model) -> Iterator[None]:
    """Read the key of a row once for the many values that are sealed within the block."""
    with envelopes.at_hand(_key_of(owner)):
        yield


def _key_of(owner: models.Model) -> str:
    """The name of the key of this row; a row older than keys is given one."""
    row: Any = owner
    if row.key is None:
        name = envelopes.fresh_name()
        if row.pk is not None and not row._state.adding:
            rows = type(row)._base_manager.filter(pk=row.pk)
            if not rows.filter(key=None).update(key=name):
                name = rows.values_list("key", flat=True).get()
        row.key = name
    key: str = row.key
    return key


class SealedColumn(AlterField):
    """A column of text becomes a sealed one: only PostgreSQL has to be told that it grows longer."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)


def sealed_fields() -> Iterator[Sealed]:
    """Every sealed column of the product."""
    for model in apps.get_models():
        yield from (field for field in model._meta.concrete_fields if isinstance(field, Sealed))
