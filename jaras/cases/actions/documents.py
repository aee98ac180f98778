"""Files in a case."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jaras.cases import events as facts
from jaras.cases.actions.timeline import tell
from jaras.cases.models import Case, Document
from jaras.cases.rules import CasesVerb, Entry
from jaras.kernel import access, events, files, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused


def add_document(*, case: Case, content: bytes, name: str, title: str, by: Actor, at: datetime) -> Document:
    """Keep a file; it goes to the disk, which is slow, before the transaction begins."""
    access.require(by, CasesVerb.WRITE, case)
    title = text.within(title or name[:200], limit=200, field="title")
    try:
        kept = files.keep(content, name=name)
    except files.FileRefused as refusal:
        raise Refused(
            _("This file cannot be kept: %(reason)s.") % {"reason": refusal.reason}, field="file"
        ) from refusal
    with transaction.atomic():
        stored = files.register(kept, by=by, at=at)
        document = Document.objects.create(case=case, file=stored, title=title, by_id=by.member_id, at=at)
        tell(case, Entry.DOCUMENT, by=by, at=at, words=title, data={"document": document.pk})
        events.publish(facts.DocumentAdded(case_id=case.pk, document_id=document.pk), by=by, at=at)
    return document
