"""All that is held on a person, as far as this reader may see it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from jaras.kernel.actor import Actor
from jaras.people.models import Person
from jaras.privacy.lists import declared
from jaras.privacy.rules import Declared

# From a person to the things of one kind that this reader may see.
Reach = Callable[[Person, Actor], models.QuerySet[Any]]
_reaches: dict[str, Reach] = {}
MOMENTS = ("at", "received_at", "opened_at", "registered_at", "starts_at", "done_at", "sent_at")


@dataclass(frozen=True)
class Held:
    """One row: its table, when it was written, each field with its category."""

    table: str
    pk: int
    at: datetime | None
    values: list[tuple[str, str, Any]]  # category, field, value
    files: int

    @property
    def key(self) -> str:
        return f"{self.table}:{self.pk}"


def reaches(kind: str, reach: Reach) -> None:
    """A package says which things of its own concern a person."""
    _reaches[kind] = reach


def held_on(person: Person, actor: Actor) -> list[Held]:
    """Every declared table that leads to this person, without what is about somebody else."""
    return [held for table in declared() if table.kind in _reaches for held in _rows(table, person, actor)]


def _rows(table: Declared, person: Person, actor: Actor) -> Iterator[Held]:
    if not table.told and not table.files:
        return
    model = apps.get_model(table.model)
    manager: Any = model._default_manager
    things = _reaches[table.kind](person, actor)
    rows = manager.filter(**{f"{table.via or 'pk'}__in": things.order_by().values("pk")})
    for path in _persons(model, table):
        rows = rows.filter(models.Q(**{path: None}) | models.Q(**{path: person}))
    for row in rows.order_by("pk"):
        values = [(code, name, getattr(row, name)) for name, code in table.told.items()]
        values = [each for each in values if each[2] not in (None, "", [], {})]
        files = sum(1 for name in table.files if getattr(row, f"{name}_id"))
        if values or files:
            yield Held(table.model, row.pk, _moment(row), values, files)


def _persons(model: type[models.Model], table: Declared) -> Iterator[str]:
    """Where the row, or what stands between it and its thing, names the person it is about."""
    if table.about:
        yield table.about
    step: Any = model
    before = ""
    for name in (*table.via.split("__")[:-1], ""):
        if step is not Person:
            yield from (
                f"{before}{field.name}"
                for field in step._meta.concrete_fields
                if field.related_model is Person
            )
        if name:
            step, before = step._meta.get_field(name).related_model, f"{before}{name}__"


def _moment(row: models.Model) -> datetime | None:
    return next((getattr(row, name) for name in MOMENTS if getattr(row, name, None)), None)
