"""Whom a report concerns: named by somebody, or as the words describe them."""

from datetime import datetime

from django.db import transaction

from jaras.intake import events as facts
from jaras.intake.models import Report, ReportPerson
from jaras.intake.rules.described import Described, described
from jaras.intake.rules.further import lived
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import access, events
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level
from jaras.people import actions as people
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb


@transaction.atomic
def add_person(*, report: Report, person: Person, by: Actor, at: datetime) -> None:
    """Say whom the report concerns; whom one may not see is nobody, as for a number that nobody has."""
    access.require(by, IntakeVerb.RESPOND, report)
    if not by.is_software:
        access.require(by, PeopleVerb.READ, person)
    _name(report, person, by=by, at=at)


def register_described(report: Report, *, by: Actor, at: datetime) -> None:
    """Whoever the words describe is a person from the first hour, inside the caller's transaction.

    Nobody is sought among the persons known: that is proposed to people, who decide. What a machine
    doubts makes no person; the words stay on the report.
    """
    more = report.who_further
    said = described(report.who) or (Described() if more.get("arabic_name") else None)
    if said is None or report.flagged or not by.can(PeopleVerb.REGISTER) or report.persons.exists():
        return
    of_age = lived(more.get("born", ""), on=at.date())
    person = people.register(
        description=report.who,
        sex=said.sex,
        age_about=of_age.age if of_age.said else said.age_about,
        born_on=of_age.birth.on,
        born_year=of_age.birth.year,
        born_estimated=of_age.birth.guessed,
        given_name=said.given_name,
        family_name=said.family_name,
        arabic_name=more.get("arabic_name") or said.arabic_name,
        father_name=more.get("father_name", ""),
        telephone=more.get("telephone", ""),
        commune=report.commune,
        sealed=report.level == Level.SEALED,
        by=by,
        at=at,
    )
    _name(report, person, by=by, at=at)


def _name(report: Report, person: Person, *, by: Actor, at: datetime) -> None:
    if by.grants and not report.persons.filter(pk=person.pk).exists():
        access.require_lasting(by, person)
    _link, added = ReportPerson.objects.get_or_create(report=report, person=person, defaults={"at": at})
    if added:
        people.follow_link(person=person, level=report.level, by=by, at=at)
        events.publish(facts.PersonNamed(report_id=report.pk, person_id=person.pk), by=by, at=at)
