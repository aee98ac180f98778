"""Reports past their time, persons whom a report concerns."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from jaras.intake.models import Outcome, Recognition, Report, ReportPerson
from jaras.intake.rules.states import OPEN
from jaras.kernel.actor import Actor
from jaras.people.models import Person
from jaras.privacy.queries import kept_until
from jaras.privacy.rules import Stay, Staying


def ended(before: datetime) -> QuerySet[Report]:
    """Closed reports that no case still tells; not emptied yet, the oldest first."""
    told = Outcome.objects.filter(report=OuterRef("pk"), undone_at=None, case__forgotten_at=None)
    rows = Report.objects.filter(received_at__lt=before, forgotten_at=None, is_open=False)
    return rows.exclude(Exists(told.exclude(case=None))).order_by("received_at", "pk")


def told() -> Q:
    """Of persons: those whom a report that is still told concerns, or once described."""
    named = ReportPerson.objects.filter(person=OuterRef("pk"), report__forgotten_at=None)
    described = Recognition.objects.filter(described=OuterRef("pk"), report__forgotten_at=None)
    return Q(Exists(named)) | Q(Exists(described))


def of_person(person: Person, actor: Actor) -> QuerySet[Report]:
    """What a copy for this person tells, as far as whoever makes it may see."""
    theirs = Report.objects.filter(
        Q(persons=person) | Q(outcomes__undone_at=None, outcomes__case__parties__person=person)
    )
    return Report.objects.visible_to(actor).filter(pk__in=theirs.values("pk"))


def staying(report: Report, *, leads: bool, held: bool = False) -> Staying:
    """Until when the report is kept; `leads`: it led to a case, which keeps it."""
    if report.forgotten_at is not None:
        return Staying("report", Stay.EMPTIED, report.forgotten_at)
    if leads:
        return Staying("report", Stay.LEADS, held=held)
    if report.state in OPEN:
        return Staying("report", Stay.RUNS, held=held)
    return Staying("report", Stay.ENDS, kept_until("report", report.received_at), held)
