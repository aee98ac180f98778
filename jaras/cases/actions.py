"""Every write about a case."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases import events as facts
from jaras.cases.models import Case, Document, Membership, Party, StageChange, TimelineEntry
from jaras.cases.rules import CASE, CasesVerb, Entry, Stage, may_close
from jaras.governance.models import Member
from jaras.kernel import access, counters, events, files, search, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.territory.models import Commune

SUMMARY, NOTE = 8000, 8000


@transaction.atomic
def open_case(
    *,
    persons: Iterable[Person],
    by: Actor,
    at: datetime,
    urgency: str = "",
    poles: Sequence[str] = (),
    target_groups: Sequence[str] = (),
    commune: Commune | None = None,
    place_text: str = "",
    summary: str = "",
) -> Case:
    """A case that somebody holds: whoever opens it is its first referent."""
    access.require(by, CasesVerb.OPEN)
    case = Case.objects.create(
        urgency=urgency,
        poles=list(poles),
        target_groups=list(target_groups),
        commune=commune,
        place_text=place_text,
        summary=text.within(summary, limit=SUMMARY, field="summary"),
        referent_id=by.member_id,
        opened_at=at,
        moved_at=at,
    )
    people = list(persons)
    Party.objects.bulk_create([Party(case=case, person=person, at=at) for person in people])
    StageChange.objects.create(case=case, stage=Stage.ACCUEIL, by_id=by.member_id, at=at)
    if by.member_id:
        Membership.objects.create(case=case, member_id=by.member_id, since=at)
    tell(case, Entry.STATE, by=by, at=at, data={"verb": "open"})
    counters.add("cases", f"{case.level}:{case.state}")
    _index(case, people)
    events.publish(facts.CaseOpened(case_id=case.pk, urgency=urgency), by=by, at=at)
    return case


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
def note(*, case: Case, words: str, by: Actor, at: datetime) -> None:
    access.require(by, CasesVerb.WRITE, case)
    words = text.within(words, limit=NOTE, field="words")
    if not words:
        raise Refused(_("Write the note first."), field="words")
    tell(case, Entry.NOTE, by=by, at=at, words=words)
    events.publish(facts.NoteWritten(case_id=case.pk), by=by, at=at)


@transaction.atomic
def amend(
    *, case: Case, by: Actor, at: datetime, summary: str, place_text: str, commune: Commune | None
) -> Case:
    """Rewrite what the case says; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, CasesVerb.WRITE, case)
    case.summary = text.within(summary, limit=SUMMARY, field="summary")
    case.place_text = text.within(place_text, limit=200, field="place_text")
    case.commune = commune
    case.moved_at = at
    fields = ("summary", "place_text", "commune_id", "moved_at")
    case.save_checked(*fields)
    _index(case, list(case.persons.all()))
    events.publish(facts.CaseAmended(case_id=case.pk, fields=fields[:3]), by=by, at=at)
    return case


@transaction.atomic
def plan_next(
    *, case: Case, what: str, who: Member | None, due_at: datetime | None, by: Actor, at: datetime
) -> Case:
    """Write the *next* card: what, who, by when."""
    access.require(by, CasesVerb.WRITE, case)
    case.next_what = text.within(what, limit=300, field="what")
    if not case.next_what:
        raise Refused(_("Say what comes next."), field="what")
    case.next_who, case.next_due_at, case.moved_at = who, due_at, at
    case.save_checked("next_what", "next_who", "next_due_at", "moved_at")
    tell(case, Entry.NEXT, by=by, at=at, words=case.next_what, data={"who": who.pk if who else None})
    events.publish(facts.NextPlanned(case_id=case.pk, who_id=who.pk if who else None), by=by, at=at)
    return case


@transaction.atomic
def finish_next(*, case: Case, by: Actor, at: datetime) -> Case:
    access.require(by, CasesVerb.WRITE, case)
    if not case.next_what:
        raise Refused(_("Nothing is planned next."))
    tell(case, Entry.NEXT, by=by, at=at, words=case.next_what, data={"done": True})
    case.next_what, case.next_who, case.next_due_at, case.moved_at = "", None, None, at
    case.save_checked("next_what", "next_who", "next_due_at", "moved_at")
    events.publish(facts.NextDone(case_id=case.pk), by=by, at=at)
    return case


@transaction.atomic
def move_case(*, case: Case, verb: str, by: Actor, at: datetime, reason: str = "") -> Case:
    """One move of the table of states; nobody approves their own closure."""
    access.require(by, CasesVerb.WRITE, case)
    if verb == "close" and not may_close(requested_by=case.closure_requested_by_id, closing=by.member_id):
        raise Refused(_("Another person approves the closure: not the one who asked for it."))
    reason = text.within(reason, limit=2000, field="reason")
    before = case.state
    workflow.move(case, CASE, verb, by=by, at=at, reason=reason)
    if verb == "request_closure":
        case.closure_requested_by_id = by.member_id
    case.moved_at = at
    case.save_checked("state", "closure_requested_by_id", "moved_at")
    counters.add("cases", f"{case.level}:{before}", -1)
    counters.add("cases", f"{case.level}:{case.state}")
    tell(case, Entry.STATE, by=by, at=at, words=reason, data={"verb": verb})
    events.publish(facts.CaseMoved(case_id=case.pk, verb=verb, state=case.state), by=by, at=at)
    return case


@transaction.atomic
def enter_stage(*, case: Case, stage: Stage, by: Actor, at: datetime) -> Case:
    access.require(by, CasesVerb.WRITE, case)
    if case.stage == stage:
        raise Refused(_("The case is in this stage already."))
    case.stage, case.moved_at = stage, at
    case.save_checked("stage", "moved_at")
    StageChange.objects.create(case=case, stage=stage, by_id=by.member_id, at=at)
    tell(case, Entry.STAGE, by=by, at=at, data={"stage": stage})
    events.publish(facts.StageEntered(case_id=case.pk, stage=stage), by=by, at=at)
    return case


@transaction.atomic
def add_person(*, case: Case, person: Person, by: Actor, at: datetime) -> None:
    access.require(by, CasesVerb.WRITE, case)
    _party, added = Party.objects.get_or_create(case=case, person=person, defaults={"at": at})
    if not added:
        raise Refused(_("This person is in the case already."))
    tell(case, Entry.PERSON, by=by, at=at, data={"person": person.pk})
    _index(case, list(case.persons.all()))
    events.publish(facts.PersonAdded(case_id=case.pk, person_id=person.pk), by=by, at=at)


@transaction.atomic
def join_team(*, case: Case, member: Member, by: Actor, at: datetime, referent: bool = False) -> None:
    """Bring a member into the team, as its referent if so said."""
    access.require(by, CasesVerb.WRITE, case)
    if not member.is_active:
        raise Refused(_("This member is suspended."), field="member")
    _row, _joined = Membership.objects.get_or_create(
        case=case, member=member, until=None, defaults={"since": at}
    )
    if referent:
        case.referent, case.moved_at = member, at
        case.save_checked("referent", "moved_at")
    tell(case, Entry.TEAM, by=by, at=at, data={"member": member.name, "referent": referent})
    events.publish(facts.TeamChanged(case_id=case.pk, member_id=member.pk, joined=True), by=by, at=at)


@transaction.atomic
def leave_team(*, case: Case, member: Member, by: Actor, at: datetime) -> None:
    """Take a member out of the team; the referent hands the case over first."""
    access.require(by, CasesVerb.WRITE, case)
    if case.referent_id == member.pk:
        raise Refused(_("Name another referent first."), field="member")
    Membership.objects.current().filter(case=case, member=member).update(until=at)
    tell(case, Entry.TEAM, by=by, at=at, data={"member": member.name, "left": True})
    events.publish(facts.TeamChanged(case_id=case.pk, member_id=member.pk, joined=False), by=by, at=at)


@transaction.atomic
def set_level(*, case: Case, level: Level, by: Actor, at: datetime) -> Case:
    """Restrict a case to its team and the head of the cell, or open it again."""
    access.require(by, CasesVerb.WRITE, case)
    if level == Level.ORDINARY:
        access.require(by, CasesVerb.RESTRICT)
    if case.level == level:
        return case
    counters.add("cases", f"{case.level}:{case.state}", -1)
    case.level, case.moved_at = level, at
    case.save_checked("level", "moved_at")
    counters.add("cases", f"{case.level}:{case.state}")
    tell(case, Entry.CONFIDENTIALITY, by=by, at=at, data={"level": level})
    events.publish(facts.ConfidentialityChanged(case_id=case.pk, level=level), by=by, at=at)
    return case


@transaction.atomic
def add_document(*, case: Case, content: bytes, name: str, title: str, by: Actor, at: datetime) -> Document:
    access.require(by, CasesVerb.WRITE, case)
    title = text.within(title or name, limit=200, field="title")
    stored = files.store(content, name=name, by=by, at=at)
    document = Document.objects.create(case=case, file=stored, title=title, by_id=by.member_id, at=at)
    tell(case, Entry.DOCUMENT, by=by, at=at, words=title, data={"document": document.pk})
    events.publish(facts.DocumentAdded(case_id=case.pk, document_id=document.pk), by=by, at=at)
    return document


def _index(case: Case, persons: list[Person]) -> None:
    names = [
        word for person in persons for word in (person.latin_name, person.arabic_name, person.description)
    ]
    search.index("case", case.pk, *names, case.summary, case.place_text)
