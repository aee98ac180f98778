"""Who belongs to whom, who lives with whom: written, ended, taken back."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people import events as facts
from jaras.people.lists import relation_kinds
from jaras.people.models import Household, HouseholdMember, Person, Relation
from jaras.people.rules import PeopleVerb


@transaction.atomic
def relate(
    *,
    person: Person,
    kind: str,
    other: Person | None = None,
    words: str = "",
    never_tell: bool = False,
    since_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Relation:
    """Somebody is this to the person; `never_tell`: they must never learn where the person is."""
    access.require(by, PeopleVerb.AMEND, person)
    if other is not None:
        access.require(by, PeopleVerb.READ, other)
    words = text.within(words, limit=120, field="words")
    if kind not in relation_kinds():
        raise Refused(_("Choose what they are to each other."), field="kind")
    if other is None and not words:
        raise Refused(_("Say who it is: somebody registered, or a few words."), field="words")
    if other is not None and other.pk == person.pk:
        raise Refused(_("Nobody is related to themselves."), field="words")
    _possible(since_on, at)
    same = Relation.objects.filter(person=person, kind=kind, other=other, dropped_at=None, until_on=None)
    if other is not None and same.exists():
        raise Refused(_("This is written down already."), field="words")
    made = Relation.objects.create(
        person=person,
        other=other,
        words=words,
        kind=kind,
        never_tell=never_tell,
        since_on=since_on,
        written_at=at,
        written_by_id=by.member_id,
    )
    told = facts.PersonRelated(person_id=person.pk, relation_id=made.pk, kind=kind, never_tell=never_tell)
    events.publish(told, by=by, at=at)
    return made


@transaction.atomic
def warn(*, relation: Relation, never_tell: bool, by: Actor, at: datetime) -> None:
    """From now on they must never learn where the person is; or they may again."""
    row = _held(relation, by)
    if row.never_tell != never_tell:
        row.never_tell = never_tell
        row.save()
        told = facts.RelationWarned(person_id=row.person_id, relation_id=row.pk, never_tell=never_tell)
        events.publish(told, by=by, at=at)


@transaction.atomic
def end_relation(*, relation: Relation, until_on: date | None = None, by: Actor, at: datetime) -> None:
    """It is no more since that day, else since today; it stays in their story. A warning stays in force."""
    row = _held(relation, by)
    if row.dropped_at is not None or row.until_on is not None:
        raise Refused(_("Somebody has ended or taken away this relation already."))
    day = until_on or timezone.localdate(at)
    if day > timezone.localdate(at):
        raise Refused(_("This day has not come yet."), field="until_on")
    if row.since_on is not None and day < row.since_on:
        raise Refused(_("It cannot end before it began."), field="until_on")
    row.until_on = day
    row.save()
    events.publish(facts.RelationEnded(person_id=row.person_id, relation_id=row.pk), by=by, at=at)


@transaction.atomic
def drop_relation(*, relation: Relation, by: Actor, at: datetime) -> None:
    """It was written by mistake; the words about the other go with it."""
    row = _held(relation, by)
    if row.dropped_at is None:
        row.dropped_at, row.words = at, ""
        row.save()
        events.publish(facts.RelationDropped(person_id=row.person_id, relation_id=row.pk), by=by, at=at)


def _held(relation: Relation, by: Actor) -> Relation:
    """The row under a lock; it is written by whoever sees both of them."""
    row = Relation.objects.select_for_update().get(pk=relation.pk)
    access.require(by, PeopleVerb.AMEND, row.person)
    if row.other is not None:
        access.require(by, PeopleVerb.READ, row.other)
    return row


@transaction.atomic
def live(
    *,
    person: Person,
    beside: Person | None = None,
    address: str = "",
    since_on: date | None = None,
    by: Actor,
    at: datetime,
) -> HouseholdMember:
    """The person lives `beside` somebody, in their household, else in one of their own."""
    access.require(by, PeopleVerb.AMEND, person)
    if beside is not None:
        access.require(by, PeopleVerb.AMEND, beside)
    if beside is not None and beside.pk == person.pk:
        raise Refused(_("Nobody is related to themselves."), field="words")
    address = text.within(address, limit=200, field="address")
    _possible(since_on, at)
    rows = HouseholdMember.objects.select_for_update().filter(until_on=None)
    if rows.filter(person=person).exists():
        raise Refused(_("They live somewhere already: say first that they left."), field="address")
    with_them = rows.filter(person=beside).first() if beside else None
    household = (
        with_them.household
        if with_them
        else Household.objects.create(commune=(beside or person).commune, made_at=at)
    )
    newcomers = [person] if with_them or beside is None else [beside, person]
    made = [
        HouseholdMember.objects.create(
            household=household,
            person=each,
            address=address if each is person else "",
            since_on=since_on if each is person else None,
            written_at=at,
            written_by_id=by.member_id,
        )
        for each in newcomers
    ]
    facts_told = [facts.HouseholdJoined(person_id=row.person_id, household_id=household.pk) for row in made]
    events.publish_many(facts_told, by=by, at=at)
    return made[-1]


@transaction.atomic
def leave(*, member: HouseholdMember, by: Actor, at: datetime) -> None:
    """They live there no more."""
    access.require(by, PeopleVerb.AMEND, member.person)
    row = HouseholdMember.objects.select_for_update().get(pk=member.pk)
    if row.until_on is None:
        row.until_on = at.date()
        row.save()
        told = facts.HouseholdLeft(person_id=row.person_id, household_id=row.household_id)
        events.publish(told, by=by, at=at)


def _possible(since_on: date | None, at: datetime) -> None:
    if since_on is not None and since_on > at.date():
        raise Refused(_("This day has not come yet."), field="since_on")
