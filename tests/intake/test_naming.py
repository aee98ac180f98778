"""Whom the words of "who" describe becomes a person with the report, once, never merged."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import IntegrityError

from jaras.governance.models import Member, actor_of
from jaras.intake import actions
from jaras.intake.models import Report, ReportPerson
from jaras.kernel.access import NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord
from jaras.people import queries as people
from jaras.people.models import Person
from jaras.people.rules import Known
from tests import factories

WORDS, WHO = "Un homme âgé a froid près de la gare routière.", "homme, ~60 ans, gare routière"
MakeActor = Callable[..., Actor]
MakeMember = Callable[..., Member]


def test_an_unknown_person_is_a_person(actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    report = actions.take(channel="TEL", words=WORDS, who=WHO, by=by, at=at).report
    person = report.persons.get()
    assert (person.description, person.sex, person.age_about) == (WHO, "m", 60)
    assert (person.known, person.commune_id) == (Known.UNKNOWN, report.commune_id)
    assert (person.registered_by_id, person.age_said_on) == (by.member_id, at.date())
    assert people.found(actor("referent"), "gare routière") == [person]


def test_a_given_name_makes_them_partly_known(actor: MakeActor, at: datetime) -> None:
    report = actions.take(
        channel="TEL", words=WORDS, who="Fatima, 34 ans", by=actor("operator"), at=at
    ).report
    assert report.persons.get().known is Known.PARTLY


def test_it_is_told_by_two_events_without_their_words(actor: MakeActor, at: datetime) -> None:
    report = actions.take(channel="TEL", words=WORDS, who=WHO, by=actor("operator"), at=at).report
    person = report.persons.get()
    events = EventRecord.objects.filter(name__in=("PersonRegistered", "PersonNamed"))
    assert sorted(events.values_list("name", "subject_id")) == [
        ("PersonNamed", report.pk),
        ("PersonRegistered", person.pk),
    ]
    assert "homme" not in str(list(events.values_list("data", flat=True)))


def test_a_double_post_is_one_person(actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    for _click in range(2):
        actions.take(channel="TEL", words=WORDS, who=WHO, key="k", by=by, at=at)
    assert (Report.objects.count(), Person.objects.count()) == (1, 1)


def test_the_draft_makes_nobody_until_it_is_taken(actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    draft = actions.save_draft(draft=None, channel="TEL", words=WORDS, who=WHO, by=by, at=at)
    assert not Person.objects.exists()
    actions.take(draft=draft, words=WORDS, who=WHO, by=by, at=at)
    assert Person.objects.count() == 1


def test_the_same_words_twice_are_two_persons(actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    for _call in range(2):
        actions.take(channel="TEL", words=WORDS, who=WHO, by=by, at=at)
    assert Person.objects.count() == ReportPerson.objects.count() == 2


@pytest.mark.parametrize("who", ["", "?", "moi"])
def test_words_for_nobody_make_nobody(actor: MakeActor, at: datetime, who: str) -> None:
    actions.take(channel="TEL", words=WORDS, who=who, by=actor("operator"), at=at)
    assert not Person.objects.exists()


def test_a_report_from_outside_names_its_person_too(db: None, at: datetime) -> None:
    for _replay in range(2):
        actions.receive(channel="WEB", external_id="1", words=WORDS, who=WHO, by=SYSTEM, at=at)
    assert Report.objects.get().persons.get().description == WHO
    assert Person.objects.count() == 1


def test_what_a_machine_doubts_makes_nobody(db: None, at: datetime) -> None:
    report = actions.receive(
        channel="WEB", external_id="1", words=WORDS, who=WHO, flagged="trap", at=at
    ).report
    assert (report.who, Person.objects.count()) == (WHO, 0)


def test_a_report_that_is_refused_leaves_nobody(db: None, at: datetime) -> None:
    actions.receive(channel="WEB", external_id="1", code="same", words=WORDS, who=WHO, at=at)
    with pytest.raises(IntegrityError):
        actions.receive(channel="WEB", external_id="2", code="same", words=WORDS, who=WHO, at=at)
    assert (Report.objects.count(), Person.objects.count()) == (1, 1)


def test_nobody_names_whom_they_may_not_see(member: MakeMember, at: datetime) -> None:
    hidden = factories.person(given_name="Zineb")
    factories.case(by=member("operator"), at=at, persons=[hidden], sealed="violence")
    by = actor_of(member("operator"))
    report = factories.report(at=at)
    with pytest.raises(NotVisible):
        actions.add_person(report=report, person=hidden, by=by, at=at)
    assert not report.persons.exists()
