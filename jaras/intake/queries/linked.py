"""The reports of a case, of a person, with what the law asks for them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from jaras.cases.models import Case
from jaras.intake.models import Duty, Outcome, Report, ReportPerson
from jaras.intake.rules.states import DutyState
from jaras.kernel.actor import Actor
from jaras.kernel.prepared import prepared
from jaras.people.models import Person


@prepared
def of_case(case: Case, actor: Actor) -> QuerySet[Report]:
    """The reports that belong to a case with their doubles, as far as this actor sees them, newest first."""
    linked = Report.objects.filter(pk__in=_linked(case))
    rows = Report.objects.visible_to(actor).filter(
        pk__in=linked.values("pk").union(doubles_of(case).values("pk"))
    )
    return rows.order_by("-received_at", "-id")


def doubles_of(case: Case) -> QuerySet[Report]:
    """The reports joined to those of a case: what was done for them was done in it."""
    return Report.objects.filter(joined_to__in=_linked(case))


def _linked(case: Case) -> QuerySet[Outcome, Any]:
    return Outcome.objects.filter(case=case, undone_at=None).order_by().values("report")


def joined_to(report: Report, actor: Actor) -> list[Report]:
    """The doubles of a report that this actor sees, with what the law asks for them."""
    rows = Report.objects.visible_to(actor).filter(joined_to=report).order_by("id")
    return list(rows.prefetch_related("duties"))


def duties(reports: Sequence[Report]) -> list[Duty]:
    """What the law asks for these reports, what is due first."""
    return sorted(
        _duties(*reports),
        key=lambda duty: (duty.state != DutyState.DUE, duty.due_at is None, duty.due_at or duty.raised_at),
    )


@prepared
def _duties(*reports: Report) -> QuerySet[Duty]:
    return Duty.objects.filter(report__in=reports).select_related("by")


def of_persons(actor: Actor, persons: Sequence[Person]) -> dict[int, list[Report]]:
    """For each person, the reports that concern them, as far as this actor sees them."""
    links = (
        ReportPerson.objects.filter(person__in=persons).order_by("-id").values_list("person_id", "report_id")
    )
    pairs = list(links)
    reports = Report.objects.visible_to(actor).in_bulk([report for _, report in pairs])
    found: dict[int, list[Report]] = {person.pk: [] for person in persons}
    for person, report in pairs:
        if report in reports:
            found[person].append(reports[report])
    return found
