"""Cases past their time, persons whom a case concerns."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from jaras.cases.models import Case, Party
from jaras.cases.rules import LIVING
from jaras.kernel.actor import Actor
from jaras.people.models import Person
from jaras.privacy.queries import kept_until
from jaras.privacy.rules import Stay, Staying


def ended(before: datetime) -> QuerySet[Case]:
    """Cases that ended, in which nothing happened since; not emptied yet, the oldest first."""
    return Case.objects.ended().filter(moved_at__lt=before, forgotten_at=None).order_by("moved_at", "pk")


def followed() -> Q:
    """Of persons: those whom a case that is still told concerns."""
    return Q(Exists(Party.objects.filter(person=OuterRef("pk"), case__forgotten_at=None)))


def of_person(person: Person, actor: Actor) -> QuerySet[Case]:
    """What a copy for this person tells, as far as whoever makes it may see."""
    return Case.objects.visible_to(actor).filter(parties__person=person)


def staying(case: Case, *, held: bool = False) -> Staying:
    """Until when the case is kept."""
    if case.forgotten_at is not None:
        return Staying("case", Stay.EMPTIED, case.forgotten_at)
    if case.state in LIVING:
        return Staying("case", Stay.RUNS, held=held)
    return Staying("case", Stay.ENDS, kept_until("case", case.moved_at), held)
