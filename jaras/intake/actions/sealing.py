"""A report is sealed, opened again; what is tied to a sealed thing is sealed with it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases.actions import sealing as cases
from jaras.cases.models import Case
from jaras.intake import events as facts
from jaras.intake.actions.counting import count
from jaras.intake.actions.placing import settle
from jaras.intake.actions.timeline import linked_cases
from jaras.intake.models import Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.keys import sealing as keys
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.kernel.sharing import strictest
from jaras.people import actions as people

Tied = TypeVar("Tied", Report, Case)


@transaction.atomic
def seal(*, report: Report, compartment: str, by: Actor, at: datetime, reason: str = "") -> Report:
    """Close a report to all but the holders of a compartment, whoever works on it, the teams of its cases.

    Its doubles, the cases that follow it, what they share with others is sealed with it.
    """
    access.require(by, IntakeVerb.TAKE if by.can(IntakeVerb.TAKE) else IntakeVerb.TRIAGE, report)
    cases.require_compartment(compartment)
    if report.level == Level.SEALED and report.compartment != compartment:
        cases.require_held(by, report.compartment)
    share(report, compartment, by=by, at=at, reason=reason)
    return report


@transaction.atomic
def unseal(*, report: Report, reason: str, by: Actor, at: datetime) -> Report:
    """Open a sealed report again with all that was sealed with it: by a holder of its compartment."""
    access.require(by, IntakeVerb.TRIAGE, report)
    if report.level != Level.SEALED:
        raise Refused(_("This report is not sealed."))
    cases.require_held(by, report.compartment)
    if not text.cleaned(reason):
        raise Refused(_("Say why it need not be sealed any more."), field="reason")
    open_again(report, by=by, at=at, reason=reason)
    return report


def share(report: Report, compartment: str, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Seal a report with what is tied to it, inside the caller's transaction."""
    if not set_level(report, Level.SEALED, compartment, by=by, at=at):
        return
    for double in _doubles(report):
        share(double, compartment, by=by, at=at, reason=reason)
    for case in _each(linked_cases(report)):
        cases.share(case, Level.SEALED, compartment, by=by, at=at, reason=reason)


def open_again(report: Report, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Take the seal off a report with what is tied to it; cases stay restricted until each is opened."""
    levels = [Level.RESTRICTED if case.level == Level.SEALED else case.level for case in linked_cases(report)]
    if not set_level(report, strictest(levels), by=by, at=at):
        return
    for double in _doubles(report):
        if double.level == Level.SEALED:
            open_again(double, by=by, at=at, reason=reason)
    for case in _each(linked_cases(report)):
        if case.level == Level.SEALED:
            cases.share(case, Level.RESTRICTED, "", by=by, at=at, reason=reason)


def follow_level(case: Case, *, by: Actor, at: datetime) -> None:
    """The reports of a case are as confidential as the case; a seal also reaches what they are tied to."""
    for report in _each(Report.objects.filter(outcomes__case=case, outcomes__undone_at=None).distinct()):
        if case.level == Level.SEALED:
            share(report, case.compartment, by=by, at=at)
        elif report.level == Level.SEALED:
            open_again(report, by=by, at=at)
        else:
            set_level(report, strictest(each.level for each in linked_cases(report)), by=by, at=at)


def tie(report: Report, other: Report | Case, *, by: Actor, at: datetime) -> None:
    """What is tied together has one seal: two compartments never meet in one file."""
    seals = {each.compartment for each in (report, other) if each.level == Level.SEALED}
    if len(seals) > 1:
        raise Refused(_("These are sealed in two compartments: they cannot be tied together."))
    for compartment in seals:
        share(report, compartment, by=by, at=at)
        other.refresh_from_db(fields=["level", "compartment", "version"])
        if isinstance(other, Report):
            share(other, compartment, by=by, at=at)
        else:
            cases.share(other, Level.SEALED, compartment, by=by, at=at)


def close(report: Report, compartment: str) -> None:
    """Of a report that is not written yet: nobody outside the compartment sees it for a moment."""
    cases.require_compartment(compartment)
    report.level, report.compartment = Level.SEALED, compartment


def set_level(report: Report, level: Level, compartment: str = "", *, by: Actor, at: datetime) -> bool:
    """Write how far a report is shared; False when it was so already."""
    if (report.level, report.compartment) == (level, compartment):
        return False
    count(report, -1)
    report.level, report.compartment = level, compartment
    report.save_checked("level", "compartment", *settle(report))
    count(report, 1)
    keys.follow_level(report, subject="report")
    told(report, by=by, at=at)
    people.follow_links(persons=report.persons.all(), by=by, at=at)
    return True


def told(report: Report, *, by: Actor, at: datetime) -> None:
    """How far it is shared from now on, in the log."""
    level, compartment = Level(report.level), report.compartment
    shared = facts.ReportShared(report_id=report.pk, level=level, compartment=compartment)
    events.publish(shared, by=by, at=at)


def _doubles(report: Report) -> Iterator[Report]:
    return _each([*report.joined.order_by("id"), *([report.joined_to] if report.joined_to else [])])


def _each(rows: Iterable[Tied]) -> Iterator[Tied]:
    """Each as it is when its turn comes: the seal may have reached it through another meanwhile."""
    for row in list(rows):
        row.refresh_from_db()
        yield row
