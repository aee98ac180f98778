"""Every write about a person."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, keys, search, telephones, text, ties
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people.events import PersonAmended, PersonRegistered, PersonTakenBack
from jaras.people.lists import origins
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb, Sex
from jaras.territory.models import Commune


class About(TypedDict, total=False):
    """What may be said of a person; nothing is obligatory."""

    given_name: str
    family_name: str
    arabic_name: str
    description: str
    sex: str
    born_on: date | None
    age_about: int | None
    age_said_on: date
    telephone: str
    speaks: str
    contact_safety: str
    commune: Commune | None
    origin: str
    target_groups: list[str]


OLDEST = 125


@transaction.atomic
def register(*, by: Actor, at: datetime, **about: Unpack[About]) -> Person:
    """A new person, with as much as is known; at least one word says who is meant."""
    access.require(by, PeopleVerb.REGISTER)
    person = Person(registered_at=at, registered_by_id=by.member_id)
    _describe(person, about, at)
    person.save(force_insert=True)
    search.index("person", person.pk, person.latin_name, person.arabic_name, person.description, fresh=True)
    if about.get("telephone"):
        telephones.index("person", person.pk, person.telephone, fresh=True)
    events.publish(PersonRegistered(person_id=person.pk, known=person.known), by=by, at=at)
    return person


@transaction.atomic
def register_many(*, rows: Sequence[About], by: Actor, at: datetime) -> list[Person]:
    """The same as `register` for many persons, in a few queries; one that is refused stops them all."""
    access.require(by, PeopleVerb.REGISTER)
    persons = [Person(registered_at=at, registered_by_id=by.member_id) for _ in rows]
    for person, about in zip(persons, rows, strict=True):
        _describe(person, about, at)
    reached = [(person, person.telephone) for person in persons if person.telephone]
    with keys.held([person for person, _telephone in reached]):
        Person.objects.bulk_create(persons)
    telephones.index_many("person", [(person.pk, telephone) for person, telephone in reached])
    search.index_many(
        "person",
        [(person.pk, (person.latin_name, person.arabic_name, person.description)) for person in persons],
    )
    facts = [PersonRegistered(person_id=person.pk, known=person.known) for person in persons]
    events.publish_many(facts, by=by, at=at)
    return persons


@transaction.atomic
def take_back_many(*, ids: Sequence[int], by: Actor, at: datetime) -> None:
    """Persons whom an import registered leave with it, as long as nothing else points to them."""
    access.require(by, PeopleVerb.REGISTER)
    persons = list(Person.objects.filter(pk__in=ids))
    if any(person.version != 1 for person in persons) or ties.tied(Person, ids):
        raise Refused(_("Somebody has worked with this person since."))
    events.publish_many([PersonTakenBack(person_id=person.pk) for person in persons], by=by, at=at)
    search.forget_many("person", ids)
    telephones.forget_many("person", ids)
    Person.objects.filter(pk__in=ids).delete()


@transaction.atomic
def amend(*, person: Person, by: Actor, at: datetime, **about: Unpack[About]) -> Person:
    """Correct or complete; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, PeopleVerb.AMEND, person)
    _describe(person, about, at)
    fields = tuple(sorted({*about, *(["age_said_on"] if "age_about" in about else [])}))
    person.save_checked(*fields)
    search.index("person", person.pk, person.latin_name, person.arabic_name, person.description)
    if "telephone" in about:
        telephones.index("person", person.pk, person.telephone)
    events.publish(PersonAmended(person_id=person.pk, fields=fields), by=by, at=at)
    return person


def _describe(person: Person, about: About, at: datetime) -> None:
    for name, value in about.items():
        if isinstance(value, str):
            limit = getattr(Person._meta.get_field(name), "max_length", None) or 300
            value = text.within(value, limit=limit, field=name)
        setattr(person, name, value)
    if "age_about" in about and "age_said_on" not in about:
        person.age_said_on = at.date()
    if person.sex not in set(Sex):
        raise Refused(_("This value is not in the list."), field="sex")
    if person.origin and person.origin not in origins():
        raise Refused(_("This value is not in the list."), field="origin")
    if person.age_about is not None and not 0 <= person.age_about <= OLDEST:
        raise Refused(_("An age is between 0 and 125 years."), field="age_about")
    if person.born_on and not date(1890, 1, 1) <= person.born_on <= at.date():
        raise Refused(_("This date of birth is not possible."), field="born_on")
    if not person.label:
        raise Refused(_("Say at least who is meant: a name or a description."), field="description")
