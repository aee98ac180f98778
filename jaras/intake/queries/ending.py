"""Reports past their time, persons whom a report still concerns."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from jaras.intake.models import Outcome, Report, ReportPerson


def ended(before: datetime) -> QuerySet[Report]:
    """Closed reports that no case still tells; not emptied yet, the oldest first."""
    told = Outcome.objects.filter(report=OuterRef("pk"), undone_at=None, case__forgotten_at=None)
    rows = Report.objects.filter(received_at__lt=before, forgotten_at=None, is_open=False)
    return rows.exclude(Exists(told.exclude(case=None))).order_by("received_at", "pk")


def told() -> Q:
    """Of persons: those whom a report that is still told concerns."""
    return Q(Exists(ReportPerson.objects.filter(person=OuterRef("pk"), report__forgotten_at=None)))
