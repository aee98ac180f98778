"""What happened, told in the case."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Greatest
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


@dataclass(frozen=True, kw_only=True)
class Line:
    """What `tell_many` adds to the timeline of one case."""

    case_id: int
    case: Case | None = None  # its level, its key, where they were read already
    kind: Entry
    at: datetime
    words: str = ""
    data: dict[str, Any] = field(default_factory=dict)


def tell_many(lines: Sequence[Line], *, by: Actor) -> None:
    """The same as `tell` for the lines of many cases, in a few queries."""
    cases = {line.case_id: line.case for line in lines if line.case is not None}
    if missing := {line.case_id for line in lines} - set(cases):
        cases |= Case.objects.only("level", "key").in_bulk(missing)
    TimelineEntry.objects.bulk_create(
        TimelineEntry(
            case=cases[line.case_id],
            at=line.at,
            kind=line.kind,
            text=line.words,
            data=line.data,
            by_id=by.member_id,
        )
        for line in lines
    )
    last: dict[int, datetime] = {}
    for line in lines:
        last[line.case_id] = max(line.at, last.get(line.case_id, line.at))
    known = Case.objects.filter(pk__in=last).values_list("pk", "moved_at")
    later = {pk: last[pk] for pk, moved_at in known if moved_at < last[pk]}
    if later:  # cases of the past were made with their last moment: most often there is none
        moved = models.Case(
            *(models.When(pk=pk, then=models.Value(at)) for pk, at in later.items()),
            output_field=models.DateTimeField(),
        )
        Case.objects.filter(pk__in=later).update(moved_at=Greatest("moved_at", moved))


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
