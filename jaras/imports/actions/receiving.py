"""A file of the directory arrives, is read, waits for somebody to confirm it; or it is given up."""

from codecs import BOM_UTF8
from collections.abc import Collection
from datetime import datetime, timedelta
from io import BytesIO
from typing import BinaryIO, Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.imports import events as facts
from jaras.imports.actions.moving import step
from jaras.imports.lists import layouts
from jaras.imports.models import DirectoryImport
from jaras.imports.queries.reading import reading
from jaras.imports.queries.sentences import DOCUMENTS, FILES
from jaras.imports.rules import Found, Source, open_referral, packed, usual, workbook
from jaras.imports.rules.open_referral import BadDocument
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.lists import usual_actors
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


def begin(*, codes: Collection[str], by: Actor, at: datetime) -> DirectoryImport:
    """Begin with some of the usual actors of a province, without addresses, each to be confirmed."""
    access.require(by, PartnersVerb.AMEND)
    actors = [(item.code, item) for item in usual_actors() if item.code in codes]
    if not actors:
        raise Refused(_("Choose one at least."), field="codes")
    told = [(code, {**item.more, "name_fr": item.name_fr, "name_ar": item.name_ar}) for code, item in actors]
    return _keep(Source.USUAL, usual.chosen(told), name="", by=by, at=at)


def _read(content: bytes) -> tuple[Source, Found]:
    try:
        if content.removeprefix(BOM_UTF8).lstrip()[:1] in (b"{", b"["):
            return Source.OPEN_REFERRAL, open_referral.read(content, reading())
        if recognised(_Bytes(content)) is not FileKind.WORKBOOK:
            raise Unreadable(Why.NOT_A_TABLE)
        return Source.WORKBOOK, workbook.read(_Bytes(content), layouts())
    except Unreadable as unreadable:
        raise Refused(FILES[unreadable.why], field="file") from unreadable
    except BadDocument as bad:
        raise Refused(DOCUMENTS[bad.wrong], field="file") from bad


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
