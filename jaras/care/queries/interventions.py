"""What care reads: the interventions of a report, of a case, the counted total."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, QuerySet

from jaras.care.models import Intervention
from jaras.care.rules import CareVerb, InterventionState
from jaras.cases.models import Case
from jaras.intake import queries as intake
from jaras.intake.models import Report
from jaras.kernel import counters
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level
from jaras.kernel.pages import Page, page
from jaras.kernel.prepared import prepared


def of_reports(reports: Sequence[Report], actor: Actor) -> list[Intervention]:
    return list(Intervention.objects.visible_to(actor).filter(report__in=reports).select_related("by"))


@prepared
def of_case(case: Case, actor: Actor) -> QuerySet[Intervention]:
    """Whoever sees the case sees what was done in it, for the doubles of its reports too."""
    if not actor.can(CareVerb.READ):
        return Intervention.objects.none()
    seen = Case.objects.visible_to(actor).filter(pk=case.pk)
    doubles = intake.doubles_of(case).filter(Exists(seen))
    rows = Intervention.objects.order_by()
    of_it = rows.filter(case__in=seen).values("pk").union(rows.filter(report__in=doubles).values("pk"))
    return Intervention.objects.filter(pk__in=of_it).select_related("by", "organisation")


def done_on_reports(actor: Actor, *, since: datetime, most: int) -> list[Intervention]:
    """What was done for reports since then, the last first."""
    rows = Intervention.objects.visible_to(actor).done().filter(report__isnull=False, at__gte=since)
    rows = rows.exclude(report__level=Level.SEALED)  # of it nothing stands on paper
    return list(rows.select_related("report").order_by("-at", "-id")[:most])


def done_by_pole() -> dict[str, int]:
    """Interventions done, by pole: a figure kept by events."""
    totals = counters.read("interventions")
    done = f":{InterventionState.DONE}"
    return {key.removesuffix(done): value for key, value in totals.items() if key.endswith(done)}


def help_of_case(
    case: Case, actor: Actor, *, pole: str = "", state: str = "", after: str = "", size: int = 25
) -> Page[Intervention]:
    """A page of what was planned, done or not in a case, last first."""
    rows = Intervention.objects.filter(case__in=Case.objects.visible_to(actor).filter(pk=case.pk))
    if not actor.can(CareVerb.READ):
        rows = rows.none()
    if pole:
        rows = rows.filter(pole=pole)
    if state:
        rows = rows.filter(state=state)
    whole = rows.select_related("by", "organisation", "person", "commune", "need")
    whole = whole.defer("commune__boundary", "commune__boundary_source")
    return page(whole, order=("-at", "-id"), after=after, size=size)


def listed(
    actor: Actor,
    *,
    report_id: int | None = None,
    case_id: int | None = None,
    pole: str = "",
    state: str = "",
    after: str = "",
    size: int = 50,
) -> Page[Intervention]:
    """A page of every intervention this actor may see, last first."""
    asked = {"report": report_id, "case": case_id, "pole": pole or None, "state": state or None}
    kept = {name: value for name, value in asked.items() if value is not None}
    rows = Intervention.objects.visible_to(actor).filter(**kept)
    return page(rows, order=("-at", "-id"), after=after, size=size)
