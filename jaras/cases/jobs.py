"""What a case does when the persons it concerns become others."""

from datetime import datetime

from django.db.models import Q

from jaras.cases.actions.opening import index
from jaras.cases.models import Case
from jaras.kernel.actor import Actor
from jaras.people.events import PersonsMerged, PersonsParted


def on_persons(event: PersonsMerged | PersonsParted, *, by: Actor, at: datetime) -> None:
    """Cases are found by the names of whom they concern now."""
    theirs = Q(parties__person__in=[event.person_id, event.absorbed_id])
    for case in Case.objects.filter(theirs).distinct().order_by("pk"):
        index(case, case.persons.all())
