"""What happened, told in the case."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases import events as facts
from jaras.cases.models import Case, TimelineEntry
from jaras.cases.rules import CasesVerb, Entry
from jaras.kernel import access, events, idempotency, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

NOTE = 8000


def tell(
    case: Case,
    kind: Entry,
    *,
    by: Actor,
    at: datetime,
    words: str = "",
    data: dict[str, Any] | None = None,
) -> None:
    """Add a line to the timeline, at the time it happened, inside the caller's transaction."""
    TimelineEntry.objects.create(case=case, at=at, kind=kind, text=words, data=data or {}, by_id=by.member_id)
    Case.objects.filter(pk=case.pk, moved_at__lt=at).update(moved_at=at)


@transaction.atomic
def note(*, case: Case, words: str, by: Actor, at: datetime, key: str = "") -> None:
    """Keep what somebody wrote; the same `key` is kept once."""
    access.require(by, CasesVerb.WRITE, case)
    if idempotency.earlier("note", key) is not None:
        return
    words = text.within(words, limit=NOTE, field="words")
    if not words:
        raise Refused(_("Write the note first."), field="words")
    tell(case, Entry.NOTE, by=by, at=at, words=words)
    idempotency.remember("note", key, case.pk, at=at)
    events.publish(facts.NoteWritten(case_id=case.pk), by=by, at=at)
