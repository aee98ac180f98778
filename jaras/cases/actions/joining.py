"""Whom a case concerns, who holds it."""

from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases import events as facts
from jaras.cases.actions.opening import index
from jaras.cases.actions.timeline import tell
from jaras.cases.models import Case, Membership, Party
from jaras.cases.rules import CasesVerb, Entry
from jaras.governance.models import Member
from jaras.kernel import access, events
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.people import actions as people
from jaras.people.actions import About
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb


@transaction.atomic
def add_person(*, case: Case, person: Person, by: Actor, at: datetime) -> None:
    access.require(by, CasesVerb.WRITE, case)
    access.require(by, PeopleVerb.READ, person)
    access.require_lasting(by, person)
    _party, added = Party.objects.get_or_create(case=case, person=person, defaults={"at": at})
    if not added:
        raise Refused(_("This person is in the case already."))
    people.follow_link(person=person, level=case.level, by=by, at=at)
    tell(case, Entry.PERSON, by=by, at=at, data={"person": person.pk})
    index(case, case.persons.all())
    events.publish(facts.PersonAdded(case_id=case.pk, person_id=person.pk), by=by, at=at)


@transaction.atomic
def register_person(*, case: Case, by: Actor, at: datetime, **about: Unpack[About]) -> Person:
    """Somebody we had not met yet, with their place in the case."""
    access.require(by, CasesVerb.WRITE, case)
    person = people.register(by=by, at=at, sealed=case.level == Level.SEALED, **about)
    add_person(case=case, person=person, by=by, at=at)
    return person


@transaction.atomic
def join_team(*, case: Case, member: Member, by: Actor, at: datetime, referent: bool = False) -> None:
    """Bring a member into the team, as its referent if so said."""
    access.require(by, CasesVerb.WRITE, case)
    if not member.is_active:
        raise Refused(_("This member is suspended."), field="member")
    new_referent = referent and case.referent_id != member.pk
    joined = bring_in(case, member, by=by, at=at, referent=referent)
    if not joined and not new_referent:
        raise Refused(_("This member is in the team already."), field="member")
    if new_referent:
        case.referent, case.moved_at = member, at
        case.save_checked("referent", "moved_at")
    if not joined:
        _told(case, member, by=by, at=at, referent=True)


@transaction.atomic
def leave_team(*, case: Case, member: Member, by: Actor, at: datetime) -> None:
    """Take a member out of the team; the referent hands the case over first."""
    access.require(by, CasesVerb.WRITE, case)
    access.require_lasting(by, case)
    if case.referent_id == member.pk:
        raise Refused(_("Name another referent first."), field="member")
    if not Membership.objects.current().filter(case=case, member=member).update(until=at):
        raise Refused(_("This member is not in the team."), field="member")
    tell(case, Entry.TEAM, by=by, at=at, data=named(member) | {"left": True})
    events.publish(facts.TeamChanged(case_id=case.pk, member_id=member.pk, joined=False), by=by, at=at)


def bring_in(case: Case, member: Member, *, by: Actor, at: datetime, referent: bool = False) -> bool:
    """Let a member be of the team, inside the caller's transaction; False when they were already."""
    if by.grants and not Membership.objects.current().filter(case=case, member=member).exists():
        access.require_lasting(by, case)
    _row, joined = Membership.objects.get_or_create(
        case=case, member=member, until=None, defaults={"since": at}
    )
    if joined:
        _told(case, member, by=by, at=at, referent=referent)
    return joined


def _told(case: Case, member: Member, *, by: Actor, at: datetime, referent: bool) -> None:
    tell(case, Entry.TEAM, by=by, at=at, data=named(member) | {"referent": referent})
    events.publish(facts.TeamChanged(case_id=case.pk, member_id=member.pk, joined=True), by=by, at=at)


def named(member: Member) -> dict[str, Any]:
    """A member as a line of the timeline keeps them, in both scripts."""
    return {"member": member.pk, "name": member.name, "name_ar": member.name_ar}
