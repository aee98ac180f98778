"""What care reads: the interventions of a report, of a case, the counted total."""

from jaras.care.models import Intervention
from jaras.care.rules import CareVerb, InterventionState
from jaras.cases.models import Case
from jaras.intake.models import Report
from jaras.kernel import counters
from jaras.kernel.actor import Actor


def of_report(report: Report, actor: Actor) -> list[Intervention]:
    return list(Intervention.objects.visible_to(actor).filter(report=report).select_related("by"))


def of_case(case: Case, actor: Actor) -> list[Intervention]:
    """Whoever sees the case sees what was done in it."""
    if not actor.can(CareVerb.READ):
        return []
    seen = Case.objects.visible_to(actor).filter(pk=case.pk)
    rows = Intervention.objects.filter(case__in=seen)
    return list(rows.select_related("by", "organisation"))


def done_by_pole() -> dict[str, int]:
    """Interventions done, by pole: a figure kept by events."""
    totals = counters.read("interventions")
    done = f":{InterventionState.DONE}"
    return {key.removesuffix(done): value for key, value in totals.items() if key.endswith(done)}
