"""Whom sealed things alone tell of is sealed with them; whoever may see them finds them as before."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jaras.cases import actions as cases
from jaras.cases import queries as case_queries
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel import keys
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.keys import envelopes
from jaras.kernel.keys.values import is_sealed
from jaras.kernel.models import EventRecord, Level
from jaras.people import actions, queries
from jaras.people.models import Person
from tests import factories
from tests.kernel.test_sealing_words import everything

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]
NAMES = (
    *("Zoubida", "Kerroumi", "زبيدة", "cicatrice", "tamazight", "beau-frère"),
    *("Zouzou", "Belkheir", "Lahssen", "Benhaddou", "tatouage", "Timoulilt"),
)


@pytest.fixture
def holder(member: MakeMember) -> Actor:
    return actor_of(member("head", compartments=["violence"]))


@pytest.fixture
def zoubida(at: datetime) -> Person:
    return factories.person(
        given_name="Zoubida",
        family_name="Kerroumi",
        arabic_name="زبيدة الكرومي",
        description="une cicatrice au menton",
        speaks="tamazight",
        contact_safety="son beau-frère répond",
        nickname="Zouzou",
        father_name="Belkheir",
        grandfather_name="Lahssen",
        married_name="Benhaddou",
        signs="un tatouage",
        origin_place="Timoulilt",
        languages=["tzm"],
        at=at,
    )


def said() -> list[str]:
    found = everything().lower()
    return [name for name in NAMES if name.lower() in found]


def again(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_a_seal_leaves_none_of_their_words_in_the_database(
    zoubida: Person, at: datetime, work: Callable[[], int]
) -> None:
    case = factories.case(by=factories.member(), at=at, persons=[zoubida])
    assert len(said()) == len(NAMES)
    cases.seal(case=case, compartment="violence", by=SYSTEM, at=at)
    work()
    assert said() == []
    languages = Person.objects.values_list("languages", flat=True).get(pk=zoubida.pk)
    assert is_sealed(languages), "three letters alone may stand in any digest"
    read = again(zoubida)
    assert (read.level, read.latin_name, read.arabic_name) == ("sealed", "Zoubida Kerroumi", "زبيدة الكرومي")
    assert (read.description, read.speaks) == ("une cicatrice au menton", "tamazight")
    assert (read.nickname, read.father_name, read.languages) == ("Zouzou", "Belkheir", ["tzm"])


def test_whom_a_sealed_call_describes_is_sealed(holder: Actor, at: datetime, work: Callable[[], int]) -> None:
    report = intake.take(
        words="Elle a peur", who="Zoubida, 30 ans", sealed="violence", by=holder, at=at
    ).report
    work()
    assert said() == []
    assert report.persons.get().description == "Zoubida, 30 ans"


@pytest.mark.parametrize(
    "typed",
    ["zoubida", "zoub", "kerr zou", "Kerroumi", "زبي", "الكرومي", "cicatr", "zouz", "tatou", "benhad"],
)
def test_who_may_see_them_finds_them_as_they_type(
    typed: str, zoubida: Person, holder: Actor, member: MakeMember, at: datetime
) -> None:
    factories.case(by=factories.member(), at=at, persons=[zoubida], sealed="violence")
    assert queries.found(holder, typed) == [zoubida]
    for outsider in (actor_of(member("operator")), actor_of(member("head"))):
        assert queries.found(outsider, typed) == []
    assert queries.found(holder, "zoubidax") == queries.found(holder, "kerr zaz") == []


def test_another_link_opens_their_words_again(zoubida: Person, holder: Actor, at: datetime) -> None:
    factories.case(by=factories.member(), at=at, persons=[zoubida], sealed="violence")
    ordinary = factories.case(by=factories.member(), at=at)
    cases.add_person(case=ordinary, person=again(zoubida), by=holder, at=at)
    assert again(zoubida).level == Level.ORDINARY
    assert len(said()) == len(NAMES)
    assert queries.found(holder, "zo") == [zoubida]
    cases.seal(case=Case.objects.get(pk=ordinary.pk), compartment="violence", by=holder, at=at)
    assert again(zoubida).level == Level.SEALED


def test_a_seal_that_is_taken_off_opens_them(zoubida: Person, holder: Actor, at: datetime) -> None:
    case = factories.case(by=factories.member(), at=at, persons=[zoubida], sealed="violence")
    cases.unseal(case=case, level=Level.RESTRICTED, reason="plus de danger", by=holder, at=at)
    assert (again(zoubida).level, again(zoubida).latin_name) == (Level.ORDINARY, "Zoubida Kerroumi")


def test_what_is_corrected_stays_sealed_and_findable(
    zoubida: Person, holder: Actor, at: datetime, work: Callable[[], int]
) -> None:
    factories.case(by=factories.member(), at=at, persons=[zoubida], sealed="violence")
    actions.amend(person=again(zoubida), given_name="Zohra", arabic_name="زهرة الكرومي", by=holder, at=at)
    work()
    assert "zohra" not in everything().lower()
    assert queries.found(holder, "zohr") == [zoubida]
    assert queries.found(holder, "zoubida") == []


def test_exceptional_access_still_knows_them_by_name(zoubida: Person, at: datetime) -> None:
    registrar = registered_by(zoubida)
    actions.amend(person=zoubida, age_about=30, by=actor_of(registrar), at=at)
    factories.case(by=registrar, at=at, persons=[zoubida], sealed="violence")
    assert queries.named("Kerroumi Zoubida", born_in=at.year - 30) == [zoubida]


def registered_by(person: Person) -> Member:
    """Somebody who sees a person whom nothing links yet."""
    member = factories.member("head")
    Person.objects.filter(pk=person.pk).update(registered_by_id=member.pk)
    return member


def test_a_destroyed_key_takes_their_name(zoubida: Person, at: datetime) -> None:
    factories.case(by=factories.member(), at=at, persons=[zoubida], sealed="violence")
    keys.destroy(again(zoubida))
    assert again(zoubida).label == ""


def test_lists_of_cases_read_all_their_keys_at_once(holder: Actor, at: datetime) -> None:
    made = [
        factories.case(
            by=factories.member(), at=at, persons=[factories.person(given_name=name)], sealed="violence"
        )
        for name in ("Zoubida", "Hasna", "Rahma")
    ]
    envelopes._opened.clear()
    with CaptureQueriesContext(connection) as asked:
        told = case_queries.names(made)
    assert [told[case.pk][0][0] for case in made] == ["Zoubida", "Hasna", "Rahma"]
    assert len(asked) == 2


def test_an_ordinary_call_asks_nothing_more(member: MakeMember, at: datetime) -> None:
    by = actor_of(member("operator"))
    with CaptureQueriesContext(connection) as asked:
        intake.take(words="Un homme a froid", who="homme, 60 ans", by=by, at=at)
    assert not any("party" in query["sql"].lower() for query in asked)


def test_the_event_tells_no_name(zoubida: Person, at: datetime) -> None:
    factories.case(by=factories.member(), at=at, persons=[zoubida], sealed="violence")
    event = EventRecord.objects.get(name="PersonShared")
    assert event.data == {"level": "sealed"}
