"""The reports of a case, of a person, with what the law asks for them."""

from collections.abc import Sequence

from jaras.cases.models import Case
from jaras.intake.models import Duty, Report, ReportPerson
from jaras.intake.rules.states import DutyState
from jaras.kernel.actor import Actor
from jaras.people.models import Person


def of_case(case: Case, actor: Actor) -> list[Report]:
    """The reports that belong to a case, as far as this actor sees them, newest first."""
    rows = Report.objects.visible_to(actor).filter(outcomes__case=case, outcomes__undone_at=None)
    return list(rows.order_by("-received_at", "-id").distinct())


def duties(reports: Sequence[Report]) -> list[Duty]:
    """What the law asks for these reports, what is due first."""
    rows = Duty.objects.filter(report__in=reports).select_related("by")
    return sorted(
        rows,
        key=lambda duty: (duty.state != DutyState.DUE, duty.due_at is None, duty.due_at or duty.raised_at),
    )


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
