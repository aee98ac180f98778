"""Every write about a person."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, search, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people.events import PersonAmended, PersonRegistered
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
    telephone: str
    speaks: str
    contact_safety: str
    commune: Commune | None
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
    events.publish(PersonRegistered(person_id=person.pk, known=person.known), by=by, at=at)
    return person


@transaction.atomic
def amend(*, person: Person, by: Actor, at: datetime, **about: Unpack[About]) -> Person:
    """Correct or complete; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, PeopleVerb.AMEND, person)
    _describe(person, about, at)
    fields = tuple(sorted({*about, *(["age_said_on"] if "age_about" in about else [])}))
    person.save_checked(*fields)
    search.index("person", person.pk, person.latin_name, person.arabic_name, person.description)
    events.publish(PersonAmended(person_id=person.pk, fields=fields), by=by, at=at)
    return person


def _describe(person: Person, about: About, at: datetime) -> None:
    for name, value in about.items():
        if isinstance(value, str):
            limit = getattr(Person._meta.get_field(name), "max_length", None) or 300
            value = text.within(value, limit=limit, field=name)
        setattr(person, name, value)
    if "age_about" in about:
        person.age_said_on = at.date()
    if person.sex not in set(Sex):
        raise Refused(_("This value is not in the list."), field="sex")
    if person.age_about is not None and not 0 <= person.age_about <= OLDEST:
        raise Refused(_("An age is between 0 and 125 years."), field="age_about")
    if person.born_on and not date(1890, 1, 1) <= person.born_on <= at.date():
        raise Refused(_("This date of birth is not possible."), field="born_on")
    if not person.label:
        raise Refused(_("Say at least who is meant: a name or a description."), field="description")
