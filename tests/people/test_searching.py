"""Somebody is found as they are typed, with why, by whoever may see them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM, Actor
from jaras.people import actions, queries
from jaras.people.models import Person
from jaras.territory import actions as territory
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
MakeMember = Callable[..., Member]


@pytest.fixture
def operator(member: MakeMember) -> Actor:
    return actor_of(member("operator"))


@pytest.fixture
def known(operator: Actor) -> Callable[..., Person]:
    def register(**about: Any) -> Person:
        return actions.register(by=operator, at=AT, **about)

    return register


def first(actor: Actor, typed: str) -> queries.Match:
    return queries.searched(actor, typed).matches[0]


def codes(match: queries.Match) -> set[str]:
    return {code for code, _weight in match.reasons}


@pytest.mark.parametrize(
    "typed",
    [
        "mo",
        "Mohamed",
        "idrissi moh",
        "محمد الإدريسي",
        "Mouhamed Lidrissi",
        "moahmed idrisi",
        "m7amed idrissi",
    ],
)
def test_found_by_two_letters_by_bad_spellings_in_either_script(
    operator: Actor, known: Callable[..., Person], typed: str
) -> None:
    person = known(given_name="Mohamed", family_name="El Idrissi")
    known(given_name="Karim", family_name="Bennani")
    assert queries.found(operator, typed) == [person]


def test_says_which_word_is_which(operator: Actor, known: Callable[..., Person]) -> None:
    known(given_name="Mohamed", family_name="El Idrissi", nickname="Simo")
    hits = first(operator, "محمد Idrissi").hits
    assert [(hit.typed, hit.known, hit.part, hit.otherwise) for hit in hits] == [
        ("محمد", "Mohamed", "name", True),
        ("Idrissi", "Idrissi", "name", False),
    ]
    assert [hit.part for hit in first(operator, "sim").hits] == ["nickname"]


def test_whom_an_age_a_commune_fit_comes_first(operator: Actor, known: Callable[..., Person]) -> None:
    there = factories.commune()
    here = factories.commune("05.311.01.09", name_fr="Oued Zem", name_ar="وادي زم")
    territory.choose(province_code=here.province_id, invented=False, by=SYSTEM, at=AT)
    year = timezone.localdate().year
    name = {"given_name": "Mohamed", "family_name": "Alaoui"}
    meant = known(**name, born_on=date(year - 60, 5, 4), commune=here)
    known(**name, born_year=year - 60, commune=there)
    young = known(**name, born_year=year - 20, commune=there)
    match = first(operator, "محمد العلوي 60 oued zem")
    assert match.person == meant
    assert {"birth_near", "commune_same"} <= codes(match)
    typed = first(operator, "moh ala 60 ans وادي زم")
    assert typed.person == meant
    assert {"birth_near", "commune_same"} <= codes(typed)
    assert first(operator, f"mohamed alaoui {year - 20}").person == young


def test_the_end_of_a_telephone_with_a_name(operator: Actor, known: Callable[..., Person]) -> None:
    one = known(given_name="Mohamed", family_name="Alaoui", telephone="0661224321")
    other = known(given_name="Khadija", family_name="Bennani", telephone="0677884321")
    known(given_name="Mohamed", family_name="Tazi", telephone="0677880000")
    assert queries.found(operator, "4321") == [other, one]
    match = first(operator, "محمد 4321")
    assert (match.person, match.digits) == (one, "4321")
    assert first(operator, "khadija 0661224321").person == other
    assert first(operator, "0661224321").person == one


def test_a_spelling_of_a_merged_record_finds_the_one_who_stays(operator: Actor, member: MakeMember) -> None:
    head = actor_of(member("head"))
    stays = factories.person(given_name="Rahma", family_name="Idrissi", at=AT)
    goes = factories.person(given_name="Zoulikha", family_name="Bouhmidi", at=AT)
    for person in (stays, goes):
        factories.case(by=factories.member(), at=AT, persons=[person])
    seen = tuple(Person.objects.get(pk=each.pk).version for each in (stays, goes))
    actions.merge(kept=stays, absorbed=goes, seen=seen, by=head, at=AT)  # type: ignore[arg-type]
    match = first(head, "زليخة بوحميدي")
    assert match.person == stays
    assert {(hit.known, hit.part) for hit in match.hits} == {("Zoulikha", "merged"), ("Bouhmidi", "merged")}


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "a",
        "م",
        "😀",
        "\u200f\u202e",
        "١٢٣",
        "k" * 10_000,
        "31/02/1990",
        "16 60 4321 150 x",
        "~",
        "%_'\"",
    ],
)
def test_nothing_typed_is_refused(operator: Actor, known: Callable[..., Person], typed: str) -> None:
    known(given_name="Karim", family_name="Bennani", telephone="0661224321")
    assert len(queries.searched(operator, typed).matches) <= 1


@pytest.mark.parametrize("typed", ["zoubida", "زبيدة الكرومي", "zoubida 30 8877", "zobida kerumi", "8877"])
def test_whoever_is_hidden_is_neither_found_nor_told_by_the_questions(
    member: MakeMember, at: datetime, typed: str
) -> None:
    outsider, insider = actor_of(member("operator")), member("head", compartments=["violence"])
    factories.person(given_name="Karim", family_name="Bennani")
    queries.searched(outsider, typed)
    without, nobody = asked(outsider, typed)
    hidden = factories.person(given_name="Zoubida", family_name="Kerroumi", telephone="0661998877", at=at)
    factories.case(by=insider, persons=[hidden], sealed="violence", at=at)
    assert queries.found(actor_of(insider), typed) == [hidden]
    assert asked(outsider, typed) == (without, nobody)
    assert nobody == []


def asked(actor: Actor, typed: str) -> tuple[int, list[Person]]:
    with CaptureQueriesContext(connection) as told:
        found = queries.found(actor, typed)
    return len(told), found


def test_asks_as_much_for_many_as_for_one(operator: Actor, known: Callable[..., Person]) -> None:
    known(given_name="Karim", family_name="Bennani", telephone="0661224321")
    few, found = asked(operator, "كريم بناني 4321")
    assert len(found) == 1
    for _each in range(11):
        known(given_name="Karim", family_name="Bennani", telephone="0661224321")
    many, found = asked(operator, "كريم بناني 4321")
    assert len(found) == 12
    assert many <= few
