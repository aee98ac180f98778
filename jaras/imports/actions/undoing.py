"""What an import added is removed, what it changed comes back, but for what somebody changed since."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.imports import events as facts
from jaras.imports.actions.arguments import arguments, communes_of
from jaras.imports.actions.moving import MOVED, step
from jaras.imports.actions.writing import AMEND
from jaras.imports.models import DirectoryImport, ImportedRow
from jaras.imports.queries.told import Row, rows_of, told
from jaras.imports.rules import ImportState, Kind
from jaras.kernel import access, events
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import actions as partners
from jaras.partners.rules import PartnersVerb

UNDONE_WITHIN = timedelta(days=30)
Stays = list[tuple[str, int, list[str]]]


@transaction.atomic
def undo(*, imported: DirectoryImport, by: Actor, at: datetime) -> DirectoryImport:
    """Take it back in the order opposite to the writing; what stays is kept by kind, number, fields."""
    access.require(by, PartnersVerb.AMEND, imported)
    if imported.state != ImportState.WRITTEN:
        raise Refused(MOVED)
    if at - imported.moved_at > UNDONE_WITHIN:
        raise Refused(_("It was written more than thirty days ago: correct what is wrong on each page."))
    rows = list(ImportedRow.objects.filter(of=imported).select_related("of").order_by("-id"))
    stays: Stays = []
    for written in rows:
        row = _row(written)
        if row is None:
            continue
        take = _remove if written.added else _give_back
        fields = take(written, row, by=by, at=at)
        if fields is not None:
            stays.append((written.kind, written.row_id, fields))
    ImportedRow.objects.filter(of=imported).update(said={})
    step(imported, "undo", by=by, at=at, stays=stays)
    events.publish(facts.ImportUndone(directory_import_id=imported.pk, left=len(stays)), by=by, at=at)
    return imported


def _row(written: ImportedRow) -> Row | None:
    found: Row | None = rows_of(Kind(written.kind)).filter(pk=written.row_id).first()
    return found


def _remove(written: ImportedRow, row: Row, *, by: Actor, at: datetime) -> list[str] | None:
    """None where it is gone; no field: all of it stays."""
    if row.version != written.version_then or getattr(row, "confirmed_at", None):
        return []
    try:
        partners.take_back(row=row, by=by, at=at)
    except Refused:
        return []
    return None


def _give_back(written: ImportedRow, row: Row, *, by: Actor, at: datetime) -> list[str] | None:
    """Field by field: what somebody wrote since stays, is named."""
    kind = Kind(written.kind)
    now, before, after = told(kind, row), written.said["before"], written.said["after"]
    back = {name: value for name, value in before.items() if now[name] == after[name]}
    fields = [name for name in before if name not in back and now[name] != before[name]]
    if back:
        name, amend = AMEND[kind]
        given = arguments(kind, back, communes_of([back]))
        try:
            amend(**{name: row}, by=by, at=at, **given)
        except Refused:
            return sorted(before)
    return fields or None


@transaction.atomic
def settle(*, imported: DirectoryImport, by: Actor, at: datetime) -> DirectoryImport:
    """It cannot be undone any more: what stood there before is forgotten."""
    access.require(by, PartnersVerb.AMEND, imported)
    ImportedRow.objects.filter(of=imported).update(said={})
    step(imported, "settle", by=by, at=at)
    events.publish(facts.ImportSettled(directory_import_id=imported.pk), by=by, at=at)
    return imported
