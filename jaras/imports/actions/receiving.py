"""A file of the directory arrives, is read, waits for somebody to confirm it; or it is given up."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import BinaryIO, Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.imports import events as facts
from jaras.imports.actions.moving import step
from jaras.imports.lists import layouts
from jaras.imports.models import DirectoryImport
from jaras.imports.queries.sentences import FILES
from jaras.imports.rules import Found, Source, packed, workbook
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.rules import PartnersVerb
from jaras.registers.rules import Kind as FileKind
from jaras.registers.rules import Unreadable, Why
from jaras.registers.rules.files import recognised

KEPT_UNCONFIRMED = timedelta(days=30)
NAMED = 200


class _Bytes:
    """A file that is never laid down."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        return BytesIO(self.content)


def receive(*, content: bytes, name: str, by: Actor, at: datetime) -> DirectoryImport:
    """Read a file; nothing of the directory is touched, the file itself is not kept."""
    access.require(by, PartnersVerb.AMEND)
    source, found = _read(content)
    return _keep(source, found, name=text.cleaned(name)[:NAMED], by=by, at=at)


def _read(content: bytes) -> tuple[Source, Found]:
    try:
        if recognised(_Bytes(content)) is not FileKind.WORKBOOK:
            raise Unreadable(Why.NOT_A_TABLE)
        return Source.WORKBOOK, workbook.read(_Bytes(content), layouts())
    except Unreadable as unreadable:
        raise Refused(FILES[unreadable.why], field="file") from unreadable


@transaction.atomic
def _keep(source: Source, found: Found, *, name: str, by: Actor, at: datetime) -> DirectoryImport:
    if not found.entries:
        raise Refused(_("This file says nothing of any organisation."), field="file")
    imported = DirectoryImport.objects.create(
        source=source, name=name, found=packed(found), by_id=by.member_id, at=at, moved_at=at
    )
    told = facts.ImportReceived(
        directory_import_id=imported.pk, kind=source.value, entries=len(found.entries)
    )
    events.publish(told, by=by, at=at)
    return imported


@transaction.atomic
def drop(*, imported: DirectoryImport, by: Actor, at: datetime) -> DirectoryImport:
    """Give an import up before anything was written."""
    access.require(by, PartnersVerb.AMEND, imported)
    step(imported, "drop", by=by, at=at)
    events.publish(facts.ImportDropped(directory_import_id=imported.pk), by=by, at=at)
    return imported
