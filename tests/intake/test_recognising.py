"""Whom a report describes turns out to be somebody known: nothing is lost, all of it can be undone."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import translation

from jaras.care.models import Intervention, Need
from jaras.cases import actions as cases
from jaras.governance.models import Member, actor_of
from jaras.intake import actions
from jaras.intake.models import Recognition, Report
from jaras.intake.queries import ending
from jaras.kernel import access
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.steering import actions as steering
from jaras.steering.models import Counted
from jaras.steering.rules import Unit
from tests import factories

WORDS, WHO = "Un homme âgé a froid près de la gare routière.", "homme, ~60 ans, gare routière"
Make = Callable[..., Member]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def salma(member: Make) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def report(salma: Member, at: datetime) -> Report:
    return factories.report(by=salma, at=at, words=WORDS, who=WHO)


@pytest.fixture
def known(salma: Member, at: datetime) -> Person:
    """Driss, followed in a case of his own."""
    driss = factories.person(by=salma, at=at, given_name="Driss", family_name="Alaoui")
    factories.case(by=salma, at=at, persons=[driss])
    return driss


def recognise(report: Report, person: Person, by: Member, at: datetime) -> Recognition:
    described = report.persons.exclude(pk=person.pk).get()
    return actions.recognise(
        report=report, described=described, person=person, by=actor_of(by), at=at + timedelta(minutes=5)
    )


def test_the_report_concerns_the_known_person_and_keeps_the_words(
    report: Report, known: Person, salma: Member, at: datetime
) -> None:
    described = report.persons.get()
    told = recognise(report, known, salma, at)
    report.refresh_from_db()
    described.refresh_from_db()
    assert list(report.persons.all()) == [known]
    assert (report.who, described.description, told.described) == (WHO, WHO, described)
    assert not access.can_see(actor_of(factories.member("operator")), described)


def test_whoever_registered_them_does_not_find_them_twice(
    report: Report, known: Person, salma: Member, at: datetime
) -> None:
    described = report.persons.get()
    assert access.can_see(actor_of(salma), described)
    told = recognise(report, known, salma, at)
    assert not access.can_see(actor_of(salma), described)
    actions.take_apart(recognition=told, by=actor_of(salma), at=at + timedelta(minutes=9))
    assert access.can_see(actor_of(salma), described)


def test_who_was_named_beside_the_description_stays_once(
    report: Report, known: Person, salma: Member, at: datetime
) -> None:
    described = report.persons.get()
    actions.add_person(report=report, person=known, by=actor_of(salma), at=at)
    told = recognise(report, known, salma, at)
    assert list(report.persons.all()) == [known]
    actions.take_apart(recognition=told, by=actor_of(salma), at=at)
    assert set(report.persons.all()) == {described, known}
    assert report.person_links.get(person=described).at == at


def test_the_case_with_what_was_done_follows_and_comes_back(
    report: Report, known: Person, salma: Member, at: datetime
) -> None:
    by, described = actor_of(salma), report.persons.get()
    case = actions.open_case(report=report, by=by, at=at)
    factories.diagnosis(case, by=salma, at=at, person=described)
    need = factories.need(case, by=salma, at=at, person=described)
    help_given = factories.intervention(by=salma, at=at, case=case, person=described)
    told = recognise(report, known, salma, at)
    assert list(case.persons.all()) == [known]
    assert case.diagnoses.get().person == known
    assert Need.objects.get(pk=need.pk).person == known
    assert Intervention.objects.get(pk=help_given.pk).person == known
    assert Intervention.objects.get(pk=help_given.pk).version == help_given.version + 1
    line = case.timeline.filter(kind="person").get()
    assert (line.text, line.data["recognised"], line.data["person"]) == (WHO, described.pk, known.pk)

    actions.take_apart(recognition=told, by=by, at=at)
    assert list(case.persons.all()) == list(report.persons.all()) == [described]
    assert case.diagnoses.get().person == described
    assert Need.objects.get(pk=need.pk).person == described
    assert Intervention.objects.get(pk=help_given.pk).person == described
    assert known.cases.count() == 1, "the case of their own is untouched"


def test_it_is_told_by_events_and_figures_count_the_person_once(
    report: Report, known: Person, salma: Member, at: datetime
) -> None:
    described = report.persons.get()
    actions.open_case(report=report, by=actor_of(salma), at=at)
    steering.settle()
    persons = Counted.objects.filter(unit=Unit.PERSONS)
    assert set(persons.values_list("subject_id", flat=True)) == {described.pk, known.pk}
    told = recognise(report, known, salma, at)
    names = EventRecord.objects.filter(name__in=("PersonRecognised", "PartyRecognised"))
    assert sorted(names.values_list("name", flat=True)) == ["PartyRecognised", "PersonRecognised"]
    assert "gare" not in str(list(names.values_list("data", flat=True)))
    steering.settle()
    assert list(persons.values_list("subject_id", flat=True)) == [known.pk]
    actions.take_apart(recognition=told, by=actor_of(salma), at=at)
    steering.settle()
    assert set(persons.values_list("subject_id", flat=True)) == {described.pk, known.pk}


def test_somebody_one_may_not_see_cannot_be_chosen(
    report: Report, salma: Member, member: Make, at: datetime
) -> None:
    hidden = factories.person(given_name="Rkia", family_name="Sadiki")
    factories.case(by=member("head"), at=at, persons=[hidden], sealed="violence")
    with pytest.raises(access.NotVisible):
        recognise(report, hidden, salma, at)
    assert hidden not in report.persons.all()


def test_who_may_not_write_in_the_case_leaves_it_whole(
    report: Report, known: Person, salma: Member, member: Make, at: datetime
) -> None:
    by = actor_of(salma)
    actions.open_case(report=report, by=by, at=at)
    described = report.persons.get()
    without = Actor(
        member_id=by.member_id,
        name=by.name,
        roles=by.roles,
        verbs={verb: scope for verb, scope in by.verbs.items() if verb != "cases.write"},
    )
    with pytest.raises(Refused, match="team"):
        actions.recognise(report=report, described=described, person=known, by=without, at=at)
    assert list(report.persons.all()) == [described]


def test_a_second_click_is_refused(report: Report, known: Person, salma: Member, at: datetime) -> None:
    described = report.persons.get()
    recognise(report, known, salma, at)
    with pytest.raises(Refused, match="any more"):
        actions.recognise(report=report, described=described, person=known, by=actor_of(salma), at=at)
    assert list(report.persons.all()) == [known]


def test_it_is_undone_once(report: Report, known: Person, salma: Member, at: datetime) -> None:
    told = recognise(report, known, salma, at)
    actions.take_apart(recognition=told, by=actor_of(salma), at=at)
    with pytest.raises(Refused, match="already"):
        actions.take_apart(recognition=told, by=actor_of(salma), at=at)


def test_the_last_is_undone_first(report: Report, known: Person, salma: Member, at: datetime) -> None:
    first = recognise(report, known, salma, at)
    other = factories.person(by=salma, given_name="Driss", family_name="Alaoui Mdaghri")
    factories.case(by=salma, at=at, persons=[other])
    actions.recognise(report=report, described=known, person=other, by=actor_of(salma), at=at)
    with pytest.raises(Refused, match="undo that first"):
        actions.take_apart(recognition=first, by=actor_of(salma), at=at)
    assert list(report.persons.all()) == [other]


def test_two_life_projects_in_one_case_are_said_first(
    report: Report, known: Person, salma: Member, member: Make, at: datetime
) -> None:
    by, described = actor_of(salma), report.persons.get()
    case = actions.open_case(report=report, by=by, at=at)
    referent = member("referent")
    cases.add_person(case=case, person=known, by=by, at=at)
    for person in (described, known):
        factories.project(by=referent, at=at, case=case, person=person)
    with pytest.raises(Refused, match="life project"):
        actions.recognise(report=report, described=described, person=known, by=by, at=at)
    assert set(case.persons.all()) == {described, known}
    assert list(report.persons.all()) == [described]


def test_whom_a_report_described_is_kept_as_long_as_the_report(
    report: Report, known: Person, salma: Member, at: datetime
) -> None:
    described = report.persons.get()
    recognise(report, known, salma, at)
    told = Person.objects.filter(ending.told())
    assert described in told
    Report.objects.filter(pk=report.pk).update(forgotten_at=at)
    assert described not in told.all()
