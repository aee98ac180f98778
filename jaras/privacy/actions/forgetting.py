"""Names, words and files go, figures stay: things past their time are emptied, never deleted."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction

from jaras.kernel import access, events, files, keys, search, telephones
from jaras.kernel.actor import Actor
from jaras.kernel.models import StoredFile, Transition
from jaras.people import actions as people
from jaras.privacy import events as facts
from jaras.privacy.lists import declared, kept
from jaras.privacy.models import Receipt
from jaras.privacy.queries import due, kinds, source_of
from jaras.privacy.rules import Declared, PrivacyVerb


def forget_due(*, by: Actor, at: datetime) -> list[Receipt]:
    """Empty whatever is past its time, some hundred things in each transaction."""
    receipts = []
    for kind in kinds():
        while ids := [pk for pk, _ended in due(kind, at=at)]:
            receipts.append(forget(kind=kind, ids=ids, years=kept()[kind].years, by=by, at=at))
    return receipts


@transaction.atomic
def forget(*, kind: str, ids: Collection[int], by: Actor, at: datetime, years: int | None = None) -> Receipt:
    """Empty these things with all that was declared to share their time; their keys are destroyed."""
    access.require(by, PrivacyVerb.HOLD)
    source = source_of(kind)
    rows = taken = 0
    for table in declared():
        if table.kind == kind:
            found = _rows(table, ids)
            taken += _empty_files(table, found)
            rows += _empty(table, found)
    for thing in source.model._default_manager.filter(pk__in=ids):
        if getattr(thing, "key", None):
            keys.destroy(thing)  # type: ignore[arg-type]
    source.model._default_manager.filter(pk__in=ids).update(forgotten_at=at)
    search.forget_many(kind, ids)
    telephones.forget_many(kind, list(ids))
    if kind == "person":
        people.lift(ids)
    receipt = Receipt.objects.create(
        kind=kind, years=years, things=sorted(ids), rows=rows, files=taken, at=at
    )
    told = facts.Forgotten(
        receipt_id=receipt.pk, kind=kind, things=tuple(sorted(ids)), rows=rows, files=taken
    )
    events.publish(told, by=by, at=at)
    return receipt


def _rows(table: Declared, ids: Collection[int]) -> models.QuerySet[models.Model]:
    manager: Any = apps.get_model(table.model)._default_manager
    rows: models.QuerySet[models.Model] = manager.filter(**{f"{table.via or 'pk'}__in": list(ids)})
    return rows.order_by()


def _empty(table: Declared, rows: models.QuerySet[models.Model]) -> int:
    """Each personal field becomes what an untouched one is; the reasons of changes go too."""
    subject = rows.model._meta.model_name or ""
    Transition.objects.filter(subject=subject, subject_id__in=rows.values("pk")).exclude(reason="").update(
        reason=""
    )
    nothing = dict(_nothing(rows.model, table.emptied))
    if not nothing:
        return 0
    ids = list(rows.values_list("pk", flat=True))  # its way to the thing may lead through other tables
    return rows.model._default_manager.filter(pk__in=ids).update(**nothing)


def _nothing(model: type[models.Model], names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name in names:
        field: Any = model._meta.get_field(name)
        yield name, None if field.null else field.get_default() if field.has_default() else ""


def _empty_files(table: Declared, rows: models.QuerySet[models.Model]) -> int:
    if not table.files:
        return 0
    ids = [pk for name in table.files for pk in rows.values_list(name, flat=True) if pk]
    return files.erase(StoredFile.objects.filter(pk__in=ids).exclude(size=0))
