"""Files in a case."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases import events as facts
from jaras.cases.actions.timeline import tell
from jaras.cases.models import Case, Document
from jaras.cases.rules import CasesVerb, Entry
from jaras.kernel import access, events, files, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

REFUSALS = {
    "too_large": _("This file is too large: at most 12 MB."),
    "unreadable": _("This picture cannot be read. Send it again, or take it anew."),
    "unknown_kind": _("Only pictures, recordings, PDF documents can be kept."),
}


@transaction.atomic
def add_document(*, case: Case, content: bytes, name: str, title: str, by: Actor, at: datetime) -> Document:
    access.require(by, CasesVerb.WRITE, case)
    title = text.within(title or name[:200], limit=200, field="title")
    try:
        stored = files.store(content, name=name, by=by, at=at)
    except files.FileRefused as refusal:
        raise Refused(REFUSALS[refusal.code], field="file") from refusal
    document = Document.objects.create(case=case, file=stored, title=title, by_id=by.member_id, at=at)
    tell(case, Entry.DOCUMENT, by=by, at=at, words=title, data={"document": document.pk})
    events.publish(facts.DocumentAdded(case_id=case.pk, document_id=document.pk), by=by, at=at)
    return document
