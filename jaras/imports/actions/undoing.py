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
from jaras.kernel.versions import Conflict
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
    stays: Stays = []
    for kind in reversed(Kind):
        stays += _of_kind(kind, imported, by=by, at=at)
    ImportedRow.objects.filter(of=imported).update(said={})
    step(imported, "undo", by=by, at=at, stays=stays)
    events.publish(facts.ImportUndone(directory_import_id=imported.pk, left=len(stays)), by=by, at=at)
    return imported


def _of_kind(kind: Kind, imported: DirectoryImport, *, by: Actor, at: datetime) -> Stays:
    """Parts go before what they are of; no field: all of it stays."""
    rows = ImportedRow.objects.filter(of=imported, kind=kind).select_related("of")
    written = {each.row_id: each for each in rows}
    added, stays = [], []
    for row in rows_of(kind).filter(pk__in=written):
        one = written[row.pk]
        if not one.added:
            fields = _give_back(one, row, by=by, at=at)
            stays += [(kind.value, row.pk, fields)] if fields else []
        elif row.version != one.version_then or getattr(row, "confirmed_at", None):
            stays.append((kind.value, row.pk, []))
        else:
            added.append(row)
    left = partners.take_back_many(rows=added, by=by, at=at)
    return stays + [(kind.value, number, []) for number in sorted(left)]


def _give_back(written: ImportedRow, row: Row, *, by: Actor, at: datetime) -> list[str]:
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
        except (Refused, Conflict):
            return sorted(before)
    return fields


@transaction.atomic
def settle(*, imported: DirectoryImport, by: Actor, at: datetime) -> DirectoryImport:
    """It cannot be undone any more: what stood there before is forgotten."""
    access.require(by, PartnersVerb.AMEND, imported)
    ImportedRow.objects.filter(of=imported).update(said={})
    step(imported, "settle", by=by, at=at)
    events.publish(facts.ImportSettled(directory_import_id=imported.pk), by=by, at=at)
    return imported
