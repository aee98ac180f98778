"""Whether every field of every table says what it holds about people."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from jaras.privacy.lists import declared

# What may hold something personal: everything but links, numbers, moments, yes or no.
IMPERSONAL = (models.BooleanField, models.DateTimeField, models.IntegerField, models.AutoField)


def undeclared() -> Iterator[str]:
    """Fields that no `personal.yaml` names, names that no field has: each as a sentence."""
    known = {table.model: table for table in declared()}
    for app in apps.get_app_configs():
        if not app.name.startswith("jaras."):
            continue
        for model in app.get_models():
            name = f"{app.label}.{model.__name__}"
            table = known.get(name)
            said = (set(table.fields) | table.plain) if table else set()
            there = {field.name for field in model._meta.local_concrete_fields if may_be_personal(field)}
            yield from (f"{name}.{field} is not declared." for field in sorted(there - said))
            every = {field.name for field in model._meta.get_fields()}
            yield from (f"{name}.{field} is declared, but is not there." for field in sorted(said - every))


def may_be_personal(field: Any) -> bool:
    if field.primary_key or field.is_relation or field.generated:
        return False
    return not isinstance(field, IMPERSONAL)
