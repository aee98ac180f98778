"""Persons, with a name or without: registered, amended, seen by whoever sees a link of theirs."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override

from jaras.cases import actions as cases
from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord, Level
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.people import actions, queries
from jaras.people.models import Person
from jaras.people.rules import Age
from tests import factories

MakeMember = Callable[..., Member]


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator")


@pytest.fixture
def by(salma: Member) -> Actor:
    return actor_of(salma)


def driss(by: Actor, at: datetime) -> Person:
    return actions.register(
        by=by, at=at, given_name="Driss", family_name="Alaoui", arabic_name="إدريس العلوي"
    )


def test_somebody_without_a_name_is_somebody(by: Actor, at: datetime) -> None:
    person = actions.register(by=by, at=at, description="Homme, ~60 ans, gare routière", age_about=60)
    assert person.label == "Homme, ~60 ans, gare routière"
    assert queries.found(by, "gare") == [person]
    assert EventRecord.objects.get(name="PersonRegistered").data == {"known": "unknown"}


@pytest.mark.parametrize("typed", ["06 61 23 45 67", "+212661234567", "4567"])
def test_somebody_is_found_by_telephone(by: Actor, at: datetime, typed: str) -> None:
    person = actions.register(by=by, at=at, given_name="Driss", telephone="0661-234567")
    assert queries.found(by, typed) == [person]
    actions.amend(person=person, by=by, at=at, telephone="0700000000")
    assert queries.found(by, typed) == []


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({}, "description"),
        ({"description": " \u202e "}, "description"),
        ({"description": "X", "sex": "x"}, "sex"),
        ({"description": "X", "age_about": 126}, "age_about"),
        ({"description": "X", "age_about": -1}, "age_about"),
        ({"description": "X", "born_on": date(2027, 1, 1)}, "born_on"),
        ({"description": "X", "born_on": date(1800, 1, 1)}, "born_on"),
        ({"description": "X", "born_year": 2027}, "born_year"),
        ({"description": "X", "born_year": 1800}, "born_year"),
        ({"description": "X", "languages": ["klingon"]}, "languages"),
        ({"given_name": "x" * 81}, "given_name"),
        ({"description": "X", "father_name": "x" * 81}, "father_name"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    about: dict[str, object], field: str, by: Actor, at: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.register(by=by, at=at, **about)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Person.objects.exists()


def test_who_may_not_register_registers_nobody(member: MakeMember, at: datetime) -> None:
    with pytest.raises(Forbidden):
        driss(actor_of(member("administrator")), at)


def test_names_are_found_in_both_scripts_by_their_beginning(by: Actor, at: datetime) -> None:
    person = driss(by, at)
    for words in ("dri", "ALAOUI", "alaoui driss", "ادريس", "العلوي"):
        assert queries.found(by, words) == [person], words
    assert queries.found(by, "laoui") == []
    assert queries.found(by, "'; DROP TABLE") == []


def test_until_something_links_them_whoever_registered_them_sees_them(
    by: Actor, salma: Member, member: MakeMember, at: datetime
) -> None:
    person, other = driss(by, at), actor_of(member("operator"))
    assert list(Person.objects.visible_to(by)) == [person]
    assert list(Person.objects.visible_to(other)) == []
    case = cases.open_case(persons=[person], by=SYSTEM, at=at)
    cases.set_level(case=case, level=Level.RESTRICTED, by=SYSTEM, at=at)
    assert list(Person.objects.visible_to(by)) == []


def test_a_person_is_seen_through_a_case_or_a_report(by: Actor, member: MakeMember, at: datetime) -> None:
    holder, person = member("operator"), factories.person()
    assert not Person.objects.visible_to(by).filter(pk=person.pk).exists()
    factories.case(by=holder, at=at, persons=[person])
    assert Person.objects.visible_to(by).filter(pk=person.pk).exists()


def test_a_corrected_name_is_found_the_old_one_no_more(by: Actor, at: datetime) -> None:
    person = driss(by, at)
    actions.amend(person=person, family_name="Alami", by=by, at=at)
    assert queries.found(by, "alami") == [person]
    assert queries.found(by, "alaoui") == []
    assert EventRecord.objects.get(name="PersonAmended").data == {"fields": ["family_name"]}


def test_two_who_amend_do_not_overwrite_each_other(by: Actor, at: datetime) -> None:
    person = driss(by, at)
    mine, theirs = Person.objects.get(pk=person.pk), Person.objects.get(pk=person.pk)
    actions.amend(person=theirs, telephone="0600", by=by, at=at)
    with pytest.raises(Conflict):
        actions.amend(person=mine, telephone="0611", by=by, at=at)
    assert Person.objects.get(pk=person.pk).telephone == "0600"


def test_nobody_amends_whom_they_do_not_see(member: MakeMember, at: datetime) -> None:
    with pytest.raises(NotVisible):
        actions.amend(person=factories.person(), speaks="x", by=actor_of(member("operator")), at=at)


def test_an_age_keeps_the_day_it_was_said(by: Actor, at: datetime) -> None:
    person = actions.register(by=by, at=at, description="X", age_about=60)
    later = (at + timedelta(days=800)).date()
    told = Person.objects.get(pk=person.pk).age(later)
    assert told is not None
    assert (told.years, told.about) == (62, True)


def test_a_nickname_is_enough_to_say_who_is_meant(by: Actor, at: datetime) -> None:
    person = actions.register(by=by, at=at, nickname="L’Marrakchi", married_name="Bennani", signs="une canne")
    assert (person.label, person.known) == ("L’Marrakchi", "partly")
    for typed in ("marrakchi", "المراكشي", "benani", "canne"):
        assert queries.found(by, typed) == [person], typed


def test_a_father_names_nobody_but_is_kept(by: Actor, at: datetime) -> None:
    person = actions.register(by=by, at=at, given_name="Driss", father_name="Bouchaib", born_year=1966)
    assert queries.found(by, "bouchaib") == []
    kept = Person.objects.get(pk=person.pk)
    assert (kept.father_name, kept.age(at.date())) == ("Bouchaib", Age(60, about=True))


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Darija, Français, un peu d’allemand"), ("ar", "الدارجة, الفرنسية, un peu d’allemand")],
)
def test_languages_are_said_in_the_language_of_the_reader(
    language: str, said: str, by: Actor, at: datetime
) -> None:
    about = {"languages": ["ary", "fr", "ary"], "speaks": "un peu d’allemand"}
    person = actions.register(by=by, at=at, given_name="Driss", **about)  # type: ignore[arg-type]
    with override(language):
        assert Person.objects.get(pk=person.pk).spoken == said
