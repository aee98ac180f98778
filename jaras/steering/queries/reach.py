"""What is to be counted again when something happened to one thing."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from jaras.care.models import Diagnosis, Intervention, Need, Referral
from jaras.cases.models import Party
from jaras.intake.models import Outcome, ReportPerson
from jaras.steering.rules import Unit

# What belongs to a case, so that the case is counted again.
OF_A_CASE: dict[str, Any] = {"diagnosis": Diagnosis, "need": Need, "referral": Referral}
KINDS = ("report", "case", "intervention", "person", *OF_A_CASE)


def reached(marks: Iterable[tuple[str, int]]) -> dict[Unit, set[int]]:
    """The things of each unit whose count may have changed, from (kind, id) of what something happened to."""
    marked: dict[str, set[int]] = defaultdict(set)
    for kind, pk in marks:
        marked[kind].add(pk)
    persons, reports, cases = marked["person"], marked["report"], marked["case"]
    for kind, model in OF_A_CASE.items():
        cases |= _ids(model.objects.filter(pk__in=marked[kind]), "case_id") if marked[kind] else set()
    if persons:
        reports = reports | _ids(ReportPerson.objects.filter(person__in=persons), "report_id")
        cases = cases | _ids(Party.objects.filter(person__in=persons), "case_id")
    if reports:
        cases = cases | _ids(Outcome.objects.filter(report__in=reports, case__isnull=False), "case_id")
        persons = persons | _ids(ReportPerson.objects.filter(report__in=reports), "person_id")
    if cases:
        persons = persons | _ids(Party.objects.filter(case__in=cases), "person_id")
    interventions = marked["intervention"] | _interventions(reports, cases, marked["person"])
    return {
        Unit.REPORTS: reports,
        Unit.CASES: cases,
        Unit.PERSONS: persons,
        Unit.INTERVENTIONS: interventions,
        Unit.NIGHTS: set(interventions),
    }


def _interventions(reports: Collection[int], cases: Collection[int], persons: Collection[int]) -> set[int]:
    rows = Intervention.objects.order_by()
    found = _ids(rows.filter(report__in=reports), "pk") if reports else set()
    found |= _ids(rows.filter(case__in=cases), "pk") if cases else set()
    return found | (_ids(rows.filter(person__in=persons), "pk") if persons else set())


def _ids(rows: Any, name: str) -> set[int]:
    return set(rows.order_by().values_list(name, flat=True))
