"""Whom a case described turns out to be somebody known, or not after all."""

from datetime import datetime

from jaras.cases import events as facts
from jaras.cases.actions.opening import index
from jaras.cases.actions.timeline import tell
from jaras.cases.models import Case, Party
from jaras.cases.rules import CasesVerb, Entry
from jaras.kernel import access, events
from jaras.kernel.actor import Actor
from jaras.people import actions as people
from jaras.people.models import Person


def recognise(*, case: Case, described: Person, person: Person, by: Actor, at: datetime) -> bool:
    """Put the known person in the place of the described one, inside the caller's transaction.

    False when the known person was in the case already: they keep their own place.
    """
    _allowed(case, by)
    place = Party.objects.select_for_update().get(case=case, person=described)
    alone = not Party.objects.filter(case=case, person=person).exists()
    if alone:
        place.person = person
        place.save(update_fields=["person"])
    else:
        place.delete()
    people.follow_link(person=person, level=case.level, by=by, at=at)
    _told(case, described, person, by=by, at=at, undone=False)
    return alone


def take_apart(
    *, case: Case, described: Person, person: Person, alone: bool, since: datetime, by: Actor, at: datetime
) -> None:
    """Give the described person their place back; `alone` is what `recognise` answered."""
    _allowed(case, by)
    if alone:
        Party.objects.filter(case=case, person=person).update(person=described)
    else:
        Party.objects.get_or_create(case=case, person=described, defaults={"at": since})
    people.follow_link(person=described, level=case.level, by=by, at=at)
    people.follow_link(person=person, level=case.level, by=by, at=at)
    _told(case, described, person, by=by, at=at, undone=True)


def _allowed(case: Case, by: Actor) -> None:
    access.require(by, CasesVerb.WRITE, case)
    access.require_lasting(by, case)


def _told(case: Case, described: Person, person: Person, *, by: Actor, at: datetime, undone: bool) -> None:
    data = {"person": person.pk, "undone" if undone else "recognised": described.pk}
    tell(case, Entry.PERSON, by=by, at=at, words=described.label, data=data)
    index(case, case.persons.all())
    fact = facts.PartyRecognised(
        case_id=case.pk, described_id=described.pk, person_id=person.pk, undone=undone
    )
    events.publish(fact, by=by, at=at)
