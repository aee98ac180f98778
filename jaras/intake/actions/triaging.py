"""What becomes of a report: one or several outcomes, each of which can be undone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.rules import CasesVerb
from jaras.intake import events as facts
from jaras.intake.actions.counting import count
from jaras.intake.actions.sealing import set_level, tie
from jaras.intake.actions.timeline import linked_cases, tell_all
from jaras.intake.models import Outcome, Report
from jaras.intake.rules.states import (
    REPORT,
    WAITING,
    DutyState,
    IntakeVerb,
    MissionState,
    OutcomeKind,
    ReportState,
)
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.kernel.sharing import strictest
from jaras.partners.models import Organisation
from jaras.people.models import Person

NOTE = 4000


@transaction.atomic
def open_case(*, report: Report, by: Actor, at: datetime, persons: Iterable[Person] = ()) -> Case:
    """A case begins with this report, and with everything that was done for it already."""
    access.require(by, IntakeVerb.TRIAGE, report)
    case = cases.open_case(
        persons=list(persons) or _whom(report),
        by=by,
        at=at,
        urgency=report.urgency,
        poles=report.poles,
        target_groups=report.target_groups,
        commune=report.commune,
        place_text=report.place_text or (report.place.name if report.place else ""),
        sealed=report.compartment,
    )
    _link(report, case, by=by, at=at)
    return case


def _whom(report: Report) -> list[Person]:
    """Those of the report; where it names nobody, those of the first joined to it that does.

    Of two calls that describe somebody in their own words, one alone is followed: nobody is in a case twice.
    """
    telling = (each.persons.all() for each in (report, *report.joined.order_by("id")))
    return next((list(persons) for persons in telling if persons), [])


@transaction.atomic
def link_case(*, report: Report, case: Case, by: Actor, at: datetime, note: str = "") -> Outcome:
    """The report belongs to a case that is followed already."""
    access.require(by, IntakeVerb.TRIAGE, report)
    access.require(by, CasesVerb.WRITE, case)
    if case in linked_cases(report):
        raise Refused(_("The report is in this case already."))
    return _link(report, case, by=by, at=at, note=note)


def _link(report: Report, case: Case, *, by: Actor, at: datetime, note: str = "") -> Outcome:
    for each in (report, *report.joined.order_by("id")):
        tell_all(each, case, by=by)
    tie(report, case, by=by, at=at)
    if report.level != Level.SEALED:
        set_level(report, strictest((report.level, case.level)), by=by, at=at)
    return _give(report, OutcomeKind.CASE_LINKED, by=by, at=at, case=case, note=note)


@transaction.atomic
def inform(*, report: Report, note: str, by: Actor, at: datetime) -> Outcome:
    """An information was enough."""
    return _outcome(report, OutcomeKind.INFORMATION_GIVEN, by=by, at=at, note=note)


@transaction.atomic
def refer_out(*, report: Report, organisation: Organisation, note: str, by: Actor, at: datetime) -> Outcome:
    """Another organisation answers this one."""
    return _outcome(report, OutcomeKind.REFERRED_OUT, by=by, at=at, note=note, organisation=organisation)


@transaction.atomic
def take_grievance(*, report: Report, note: str, by: Actor, at: datetime) -> Outcome:
    """A grievance is legitimate in itself, with its own clock."""
    return _outcome(report, OutcomeKind.GRIEVANCE_TAKEN, by=by, at=at, note=note)


@transaction.atomic
def take_idea(*, report: Report, note: str, by: Actor, at: datetime) -> Outcome:
    """An idea is kept for the incubation."""
    return _outcome(report, OutcomeKind.IDEA_TAKEN, by=by, at=at, note=note)


@transaction.atomic
def not_founded(*, report: Report, note: str, by: Actor, at: datetime) -> Outcome:
    """Nothing was behind it; the reason is obligatory, for nobody is accused without proof."""
    if not text.cleaned(note):
        raise Refused(_("Say how you know that nothing is behind it."), field="note")
    return _outcome(report, OutcomeKind.UNFOUNDED, by=by, at=at, note=note)


@transaction.atomic
def join(*, report: Report, other: Report, by: Actor, at: datetime, note: str = "") -> Outcome:
    """The report tells of the same event as `other`; its cases are told, it can be undone."""
    access.require(by, IntakeVerb.TRIAGE, report)
    access.require(by, IntakeVerb.TRIAGE, other)
    if other.joined_to is not None:
        other = other.joined_to
    if other.pk == report.pk:
        raise Refused(_("A report cannot be joined to itself."))
    if other.state in (ReportState.DRAFT, ReportState.WITHDRAWN):
        raise Refused(_("This report is not open any more."))
    if report.joined.exists():
        raise Refused(_("Other reports are joined to this one: join this one's first."))
    tie(report, other, by=by, at=at)
    outcome = _give(report, OutcomeKind.DUPLICATE, by=by, at=at, other=other, note=note)
    report.joined_to = other
    report.save_checked("joined_to_id")
    for case in linked_cases(other):
        tell_all(report, case, by=by)
    _move(report, "close", by=by, at=at)
    return outcome


@transaction.atomic
def undo(*, outcome: Outcome, reason: str, by: Actor, at: datetime) -> Outcome:
    """Take an outcome back; without any left, the report waits again."""
    report = outcome.report
    access.require(by, IntakeVerb.TRIAGE, report)
    if outcome.undone_at is not None:
        raise Refused(_("This was undone already."))
    outcome.undone_at, outcome.undone_by_id = at, by.member_id
    outcome.note = "\n".join(filter(None, (outcome.note, text.within(reason, limit=NOTE, field="reason"))))
    outcome.save()
    if outcome.kind == OutcomeKind.DUPLICATE:
        report.joined_to = None
        report.save_checked("joined_to_id")
    if report.level == Level.RESTRICTED and not any(
        c.level == Level.RESTRICTED for c in linked_cases(report)
    ):
        set_level(report, Level.ORDINARY, by=by, at=at)
    if not report.outcomes.filter(undone_at=None).exists():
        _move(report, "undo_triage", by=by, at=at)
    events.publish(
        facts.OutcomeUndone(
            report_id=report.pk,
            outcome_id=outcome.pk,
            kind=outcome.kind,
            case_id=outcome.case_id,
            other_id=outcome.other_id,
        ),
        by=by,
        at=at,
    )
    return outcome


@transaction.atomic
def close(*, report: Report, by: Actor, at: datetime) -> Report:
    """Nothing more is due for this report."""
    access.require(by, IntakeVerb.TRIAGE, report)
    if report.duties.filter(state=DutyState.DUE).exists():
        raise Refused(_("A legal duty is still open: done, or not done with its reason."))
    if report.missions.filter(state__in=(MissionState.SENT, MissionState.ON_SITE)).exists():
        raise Refused(_("A team is still on the road."))
    return _move(report, "close", by=by, at=at)


@transaction.atomic
def reopen(*, report: Report, reason: str, by: Actor, at: datetime) -> Report:
    access.require(by, IntakeVerb.TRIAGE, report)
    return _move(report, "reopen", by=by, at=at, reason=reason)


@transaction.atomic
def withdraw(*, report: Report, reason: str, by: Actor, at: datetime) -> Report:
    """Taken by mistake; nothing is deleted."""
    access.require(by, IntakeVerb.TRIAGE, report)
    return _move(report, "withdraw", by=by, at=at, reason=reason)


def _outcome(report: Report, kind: OutcomeKind, *, by: Actor, at: datetime, **more: Any) -> Outcome:
    access.require(by, IntakeVerb.TRIAGE, report)
    return _give(report, kind, by=by, at=at, **more)


def _give(
    report: Report,
    kind: OutcomeKind,
    *,
    by: Actor,
    at: datetime,
    case: Case | None = None,
    other: Report | None = None,
    organisation: Organisation | None = None,
    note: str = "",
) -> Outcome:
    if report.state not in (*WAITING, ReportState.TRIAGED):
        raise Refused(_("This report is not open any more."))
    outcome = Outcome.objects.create(
        report=report,
        kind=kind,
        case=case,
        other=other,
        organisation=organisation,
        note=text.within(note, limit=NOTE, field="note"),
        by_id=by.member_id,
        at=at,
    )
    if report.state in WAITING:
        _move(report, "triage", by=by, at=at)
    if report.first_response_at is None:
        Report.objects.filter(pk=report.pk).update(first_response_at=at)
        report.first_response_at = at
    events.publish(
        facts.OutcomeGiven(
            report_id=report.pk,
            outcome_id=outcome.pk,
            kind=kind,
            case_id=case.pk if case else None,
            other_id=other.pk if other else None,
        ),
        by=by,
        at=at,
    )
    return outcome


def _move(report: Report, verb: str, *, by: Actor, at: datetime, reason: str = "") -> Report:
    count(report, -1)
    workflow.move(report, REPORT, verb, by=by, at=at, reason=text.within(reason, limit=NOTE, field="reason"))
    report.save_checked("state")
    count(report, 1)
    events.publish(facts.ReportMoved(report_id=report.pk, verb=verb, state=report.state), by=by, at=at)
    return report
