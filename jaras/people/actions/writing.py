"""Every write about a person."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, keys, search, telephones, text, ties
from jaras.kernel.actor import OUTSIDE, SYSTEM, Actor
from jaras.kernel.jobs import enqueue
from jaras.kernel.keys.sealing import SCRUB
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.people.actions.lying import lay, lay_many, lift
from jaras.people.events import PersonAmended, PersonRegistered, PersonShared, PersonTakenBack
from jaras.people.lists import languages, origins
from jaras.people.models import WORDS, Person
from jaras.people.queries import answered_about, written_numbers
from jaras.people.rules import OLDEST, PeopleVerb, Sex
from jaras.territory.models import Commune


class About(TypedDict, total=False):
    """What may be said of a person; nothing is obligatory."""

    given_name: str
    family_name: str
    arabic_name: str
    nickname: str
    father_name: str
    grandfather_name: str
    married_name: str
    description: str
    signs: str
    sex: str
    born_on: date | None
    born_year: int | None
    born_estimated: bool
    age_about: int | None
    age_said_on: date
    telephone: str
    telephone_with: str
    languages: list[str]
    speaks: str
    contact_safety: str
    commune: Commune | None
    origin: str
    origin_place: str
    target_groups: list[str]


FIRST_BIRTH = date(1890, 1, 1)


@transaction.atomic
def register(*, by: Actor, at: datetime, sealed: bool = False, **about: Unpack[About]) -> Person:
    """A new person, with as much as is known; at least one word says who is meant.

    `sealed`: something sealed tells of them, which links them at once; no word is ever written plainly.
    """
    access.require(by, PeopleVerb.REGISTER)
    level = Level.SEALED if sealed else Level.ORDINARY
    person = Person(level=level, registered_at=at, registered_by_id=by.member_id)
    _describe(person, about, at)
    person.save(force_insert=True)
    _index([person], fresh=True)
    lay(person, fresh=True)
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
    search.index_many("person", [(person.pk, _texts(person)) for person in persons])
    lay_many(persons)
    facts = [PersonRegistered(person_id=person.pk, known=person.known) for person in persons]
    events.publish_many(facts, by=by, at=at)
    return persons


@transaction.atomic
def take_back_many(*, ids: Sequence[int], by: Actor, at: datetime) -> None:
    """Persons whom an import registered leave with it, as long as nothing else points to them."""
    access.require(by, PeopleVerb.REGISTER)
    persons = list(Person.objects.filter(pk__in=ids))
    tied = ties.tied(Person, ids, but=("people.link",)) or answered_about(ids)
    if tied or any(person.version != 1 for person in persons):
        raise Refused(_("Somebody has worked with this person since."))
    events.publish_many([PersonTakenBack(person_id=person.pk) for person in persons], by=by, at=at)
    search.forget_many("person", ids)
    telephones.forget_many("person", ids)
    lift(ids)
    Person.objects.filter(pk__in=ids).delete()


@transaction.atomic
def amend(*, person: Person, by: Actor, at: datetime, **about: Unpack[About]) -> Person:
    """Correct or complete; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, PeopleVerb.AMEND, person)
    _describe(person, about, at)
    fields = tuple(sorted({*about, *(["age_said_on"] if "age_about" in about else [])}))
    person.save_checked(*fields)
    index(person)
    events.publish(PersonAmended(person_id=person.pk, fields=fields), by=by, at=at)
    return person


def follow_link(*, person: Person, level: str, by: Actor, at: datetime) -> None:
    """Something of this level tells of somebody now; between ordinary ones nothing is looked up."""
    if Level.SEALED in (level, person.level):
        follow_links(persons=[person], by=by, at=at)


def follow_links(*, persons: Iterable[Person], by: Actor, at: datetime) -> None:
    """Whoever is told of in sealed things alone is sealed with them, open again once something else tells.

    Inside the transaction that sealed, opened or tied something; whom nothing links stays as they are.
    """
    rows = Person.objects.filter(pk__in={person.pk for person in persons}).order_by("pk")
    linked = set(rows.filter(access.linked("person", SYSTEM)).values_list("pk", flat=True))
    openly = set(rows.filter(access.linked("person", OUTSIDE)).values_list("pk", flat=True))
    for person in rows.filter(pk__in=linked):
        level = Level.ORDINARY if person.pk in openly else Level.SEALED
        if person.level != level:
            _share(person, level, by=by, at=at)


def _share(person: Person, level: Level, *, by: Actor, at: datetime) -> None:
    """The words about somebody are written anew as their level says: sealed, or plainly."""
    for record in _records(person):
        for name in WORDS:
            setattr(record, name, getattr(record, name))
        record.level = level
        written = {name: record._written(name) for name in ("level", *WORDS)}
        Person.objects.filter(pk=record.pk).update(**written)
    person.level = level
    index(person)
    if level == Level.SEALED:
        enqueue(SCRUB)
    events.publish(PersonShared(person_id=person.pk, level=level), by=by, at=at)


def index(person: Person) -> None:
    """Found by their words, telephones, names, by those of the records merged into theirs."""
    records = _records(person)
    _index(records)
    lay(person, records[1:])
    telephones.index("person", person.pk, " / ".join(filter(None, map(written_numbers, records))))


def _records(person: Person) -> list[Person]:
    """Their own record first, then those that were merged into it."""
    return [person, *Person.objects.filter(merged_into=person).order_by("pk")]


def _index(records: Sequence[Person], *, fresh: bool = False) -> None:
    person = records[0]
    search.index(
        "person",
        person.pk,
        *(text for record in records for text in _texts(record)),
        fresh=fresh,
        sealed=person.level != Level.ORDINARY,
        beginnings=True,
    )


def _texts(person: Person) -> tuple[str, ...]:
    """What people search by; the father's name is none: half a town has a Mohamed for a father."""
    return (*person.names, person.description, person.signs)


def _describe(person: Person, about: About, at: datetime) -> None:
    for name, value in about.items():
        if isinstance(value, str):
            limit = getattr(Person._meta.get_field(name), "max_length", None) or 300
            value = text.within(value, limit=limit, field=name)
        if isinstance(value, list):
            value = list(dict.fromkeys(value))
        setattr(person, name, value)
    if "age_about" in about and "age_said_on" not in about:
        person.age_said_on = at.date()
    if person.sex not in set(Sex):
        raise Refused(_("This value is not in the list."), field="sex")
    if person.origin and person.origin not in origins():
        raise Refused(_("This value is not in the list."), field="origin")
    if person.age_about is not None and not 0 <= person.age_about <= OLDEST:
        raise Refused(_("An age is between 0 and 125 years."), field="age_about")
    if person.born_on and not FIRST_BIRTH <= person.born_on <= at.date():
        raise Refused(_("This date of birth is not possible."), field="born_on")
    if person.born_year is not None and not FIRST_BIRTH.year <= person.born_year <= at.year:
        raise Refused(_("This year of birth is not possible."), field="born_year")
    if not languages().items.keys() >= set(person.languages):
        raise Refused(_("This value is not in the list."), field="languages")
    if not person.label:
        raise Refused(_("Say at least who is meant: a name or a description."), field="description")
