"""What was previewed is written, all or nothing, through the actions of the directory."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jaras.imports import events as facts
from jaras.imports.actions.arguments import arguments, communes_of
from jaras.imports.actions.moving import MOVED, step
from jaras.imports.models import DirectoryImport, ImportedRow
from jaras.imports.queries.plan import Change, Verdict, plan
from jaras.imports.queries.told import Row
from jaras.imports.rules import ImportState, Kind, unpacked
from jaras.kernel import access, events, keys
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.partners import actions as partners
from jaras.partners.models import Organisation
from jaras.partners.rules import PartnersVerb
from jaras.territory.models import Commune

AMEND: Mapping[Kind, tuple[str, Callable[..., Row]]] = {
    Kind.ORGANISATION: ("organisation", partners.amend),
    Kind.SITE: ("site", partners.amend_site),
    Kind.SERVICE: ("service", partners.amend_service),
    Kind.CONTACT: ("contact", partners.amend_contact),
    Kind.CONVENTION: ("convention", partners.amend_convention),
}
ADD: Mapping[Kind, Callable[..., Row]] = {
    Kind.SITE: partners.add_site,
    Kind.SERVICE: partners.add_service,
    Kind.CONTACT: partners.add_contact,
    Kind.CONVENTION: partners.conclude_convention,
}


@transaction.atomic
def confirm(*, imported: DirectoryImport, seen: str, by: Actor, at: datetime) -> DirectoryImport:
    """Write what `seen` stands for; refused whole where the directory has changed since it was shown."""
    access.require(by, PartnersVerb.AMEND, imported)
    if imported.state != ImportState.READ:
        raise Refused(MOVED)
    planned = plan(unpacked(imported.found))
    if planned.digest() != seen:
        raise Refused(_("The directory has changed since this was shown: look at it again, then confirm."))
    todo = [each for each in planned.changes if each.verdict in (Verdict.ADDED, Verdict.CHANGED)]
    if not todo:
        raise Refused(_("Nothing of this file would change the directory."))
    step(imported, "write", by=by, at=at, counts=planned.counts)
    _Writing(imported, todo, by=by, at=at).write()
    counts = imported.counts
    events.publish(
        facts.ImportWritten(
            directory_import_id=imported.pk, added=counts["added"], changed=counts["changed"]
        ),
        by=by,
        at=at,
    )
    return imported


class _Writing:
    """One pass over the changes; organisations come first."""

    def __init__(self, imported: DirectoryImport, todo: list[Change], *, by: Actor, at: datetime) -> None:
        self.imported, self.todo, self.by, self.at = imported, todo, by, at
        self.communes: dict[str, Commune] = communes_of([each.values for each in todo])
        self.made: dict[int, Organisation] = {}
        self.rows: list[ImportedRow] = []

    def write(self) -> None:
        """Each change through its action, then what it became."""
        for change in self.todo:
            try:
                self._write(change)
            except Refused as refused:
                raise Refused(f"{_where(change)}: {refused}") from refused
            except Conflict as conflict:
                raise Refused(MOVED) from conflict
        with keys.at_hand(self.imported):
            ImportedRow.objects.bulk_create(self.rows)

    def _write(self, change: Change) -> None:
        kind, before = change.kind, {}
        said = {each.field: each.new for each in change.differences}
        given = arguments(kind, said, self.communes)
        if change.row is not None:
            name, amend = AMEND[kind]
            before = {each.field: each.old for each in change.differences}
            row = amend(**{name: change.row}, by=self.by, at=self.at, **given)
        elif kind is Kind.ORGANISATION:
            row = self.made[id(change)] = partners.register(by=self.by, at=self.at, **cast("Any", given))
        else:
            row = ADD[kind](organisation=self._owner(change), by=self.by, at=self.at, **given)
        self.rows.append(
            ImportedRow(
                of=self.imported,
                kind=kind.value,
                row_id=row.pk,
                added=change.row is None,
                key=_of_everywhere(change.entry.key),
                version_then=row.version,
                said={"before": before, "after": said} if before else {},
            )
        )

    def _owner(self, change: Change) -> Organisation:
        owner = change.owner
        if isinstance(owner, Change):
            return self.made[id(owner)]
        if owner is None:
            raise Refused(MOVED)
        return owner


def _of_everywhere(key: str) -> str:
    """A key that means the same in every file: a UUID; any other is of one file alone."""
    try:
        return str(UUID(key)) if len(key) == 36 else ""
    except ValueError:
        return ""


def _where(change: Change) -> str:
    entry = change.entry
    if not entry.number:
        return entry.where
    return _("%(sheet)s, row %(number)d") % {"sheet": entry.where, "number": entry.number}
