"""Is this person already known? Across scripts and slips, seen only by whoever may."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM, Actor
from jaras.people import actions, queries
from jaras.people.models import IdentityKey, NameFrequency, Person
from jaras.people.queries.lying import EVERYBODY
from jaras.people.rules.identity import weighing
from jaras.people.rules.identity.described import Born
from jaras.people.rules.identity.traits import Traits, agreement
from jaras.privacy import actions as privacy
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
MakeMember = Callable[..., Member]


@pytest.fixture
def operator(member: MakeMember) -> Actor:
    return actor_of(member("operator"))


@pytest.fixture
def known(operator: Actor) -> Callable[..., Person]:
    """A person whom the operator registered."""

    def register(**about: Any) -> Person:
        return actions.register(by=operator, at=AT, **about)

    return register


def first(actor: Actor, **about: Any) -> queries.Candidate | None:
    return next(iter(queries.known(actor, queries.about(**about))), None)


ONE_PERSON = [
    {"given": "Mohamed", "family": "El Idrissi"},
    {"full": "EL IDRISSI MOHAMMED"},
    {"full": "محمد الإدريسي"},
    {"arabic": "الادريسي محمد"},
    {"given": "Mouhamed", "family": "Lidrissi"},
    {"full": "Med Idrissi", "telephone": "06 61 22 33 44"},
    {"given": "M.", "family": "Idrissi"},
    {"given": "Mohamzd", "family": "El Idrissi"},
    {"given": "Mohamed", "family": "El Idrzssi"},
]


@pytest.mark.parametrize("about", ONE_PERSON)
def test_found_however_the_name_is_written(
    operator: Actor, known: Callable[..., Person], about: dict[str, str]
) -> None:
    person = known(
        given_name="Mohamed",
        family_name="El Idrissi",
        sex="m",
        born_on=date(1980, 5, 4),
        telephone="0661223344",
    )
    for name in ("Karim", "Hassan", "Said", "Brahim"):
        known(given_name=name, family_name="Bennani", sex="m", born_on=date(1980, 5, 4))
    found = first(operator, sex="m", born=Born.on(date(1980, 5, 4)), **about)
    assert found is not None
    assert found.person == person
    assert found.reasons


def test_says_why_in_codes_that_the_list_has(operator: Actor, known: Callable[..., Person]) -> None:
    from jaras.people.lists import likeness_reasons

    known(given_name="Khadija", family_name="Bennani", born_year=1991, telephone="0661223344")
    found = first(operator, full="خديجة بناني", born=Born(1991), telephone="+212 661-223344")
    assert found is not None
    codes = [code for code, _weight in found.reasons]
    assert {"name_script", "telephone_same", "birth_year_same"} <= set(codes)
    assert set(codes) <= set(likeness_reasons().codes())


def test_a_twin_is_never_the_same_person(operator: Actor, known: Callable[..., Person]) -> None:
    shared = {"family_name": "Bennani", "born_on": date(1991, 3, 2), "father_name": "Brahim"}
    known(given_name="Hassan", sex="m", telephone="0661223344", **shared)
    found = first(
        operator,
        given="Mourad",
        family="Bennani",
        father="Brahim",
        sex="m",
        born=Born.on(date(1991, 3, 2)),
        telephone="0661223344",
    )
    assert found is not None
    assert found.probability <= weighing.EVEN
    assert not found.same


def test_nobody_is_proposed_whom_the_asker_may_not_see(member: MakeMember, at: datetime) -> None:
    holder_member = member("head", compartments=["violence"])
    holder = actor_of(holder_member)
    person = factories.person(given_name="Zoubida", family_name="Kerroumi", telephone="0661998877")
    factories.case(by=holder_member, persons=[person], sealed="violence", at=at)
    outsider = actor_of(member("operator"))
    about = queries.about(given="Zoubida", family="Kerroumi", telephone="0661998877")
    assert [each.person for each in queries.known(holder, about)] == [person]
    assert queries.known(outsider, about) == []


def test_keys_move_with_the_name_and_go_with_the_person(
    operator: Actor, known: Callable[..., Person]
) -> None:
    person = known(given_name="Youssef", family_name="Tazi", born_year=1970)
    assert first(operator, full="يوسف التازي") is not None
    actions.amend(person=person, given_name="Rachid", family_name="Alaoui", by=operator, at=AT)
    assert first(operator, full="Youssef Tazi", born=Born(1950)) is None
    assert first(operator, full="رشيد العلوي") is not None
    actions.lift([person.pk])
    assert not IdentityKey.objects.filter(person_id=person.pk).exists()
    assert first(operator, full="Rachid Alaoui") is None


def test_whoever_is_emptied_is_not_recognised(known: Callable[..., Person]) -> None:
    person = known(given_name="Youssef", family_name="Tazi")
    privacy.forget(kind="person", ids=[person.pk], by=SYSTEM, at=AT)
    assert not IdentityKey.objects.filter(person_id=person.pk).exists()


def test_many_are_laid_as_one_is(operator: Actor) -> None:
    about = {"given_name": "Fatima-Zahra", "family_name": "El Idrissi", "father_name": "عبد الرحيم"}
    one = actions.register(by=operator, at=AT, **about)  # type: ignore[arg-type]
    many = actions.register_many(rows=[about, about], by=operator, at=AT)  # type: ignore[list-item]
    keys = [
        set(IdentityKey.objects.filter(person_id=each.pk).values_list("key", flat=True))
        for each in (one, *many)
    ]
    assert keys[0]
    assert keys[0] == keys[1] == keys[2]


@pytest.mark.parametrize(
    "typed",
    ["", " ", "a", "م", "😀", "\u200f\u202e", "١٢٣", "\x00", "k" * 10_000, "محمد Mohamed محمد", "1980"],
)
def test_bad_input_finds_nobody_or_somebody(
    operator: Actor, known: Callable[..., Person], typed: str
) -> None:
    known(given_name="Karim", family_name="Bennani")
    found = queries.known(operator, queries.about(full=typed, telephone=typed, identifier=typed))
    assert all(0 <= each.probability <= 1 for each in found)


def test_asks_the_same_questions_whatever_the_registry_holds(
    operator: Actor, known: Callable[..., Person], django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _each in range(30):
        known(given_name="Karim", family_name="Bennani", born_year=1980, telephone="0661223344")
    with django_assert_max_num_queries(12):
        found = queries.known(operator, queries.about(full="كريم بناني", born=Born(1980)))
    assert len(found) == 5


def test_common_names_are_counted_of_open_records_alone(
    known: Callable[..., Person], member: MakeMember, at: datetime
) -> None:
    for family in ("Bennani", "Tazi", "Alaoui"):
        known(given_name="Mohamed", family_name=family)
    hidden = factories.person(given_name="Mohamed", family_name="Kerroumi")
    factories.case(by=member("head", compartments=["violence"]), persons=[hidden], sealed="violence", at=at)
    actions.count_names()
    assert NameFrequency.objects.get(key=EVERYBODY).persons == 3
    assert 3 in NameFrequency.objects.exclude(key=EVERYBODY).values_list("persons", flat=True)
    actions.count_names()
    assert NameFrequency.objects.get(key=EVERYBODY).persons == 3


def test_a_name_that_nobody_bears_any_more_is_no_neighbour(
    operator: Actor, known: Callable[..., Person]
) -> None:
    person = known(given_name="Youssef", family_name="Tazi")
    known(given_name="Youssef", family_name="Alaoui")
    borne = NameFrequency.objects.exclude(key=EVERYBODY)
    assert borne.count() == 3
    actions.lift([person.pk])
    actions.count_names()
    assert borne.count() == 2


SHORTENED = [
    ({"given_name": "Abdelaziz", "family_name": "Chraibi"}, {"full": "عزيز الشرايبي"}),
    ({"given_name": "Chedly", "family_name": "Sabri"}, {"full": "C. Sabri"}),
    ({"arabic_name": "الشاذلي صبري"}, {"full": "C. Sabri"}),
    ({"given_name": "Hassan", "family_name": "Merry"}, {"full": "H. Mery"}),
    ({"arabic_name": "احمد أحمد"}, {"full": "Ahmed AL AHMED"}),
    ({"given_name": "Rachid", "family_name": "Bensaid"}, {"given": "Rachis", "family": "Bensaif"}),
    (
        {"given_name": "Karima", "family_name": "Zeroual", "father_name": "Youssef"},
        {"full": "كريمة بنت يوسف"},
    ),
]


@pytest.mark.parametrize(("registered", "asked"), SHORTENED)
def test_found_by_half_a_name_by_a_letter_by_two_slips(
    operator: Actor, known: Callable[..., Person], registered: dict[str, str], asked: dict[str, str]
) -> None:
    person = known(**registered)
    found = first(operator, **asked)
    assert found is not None
    assert found.person == person


def test_hidden_namesakes_leave_room_for_one_who_may_be_seen(
    operator: Actor, known: Callable[..., Person], member: MakeMember, at: datetime
) -> None:
    visible = known(given_name="Zoubida", family_name="Kerroumi")
    head = member("head", compartments=["violence"])
    hidden = [factories.person(given_name="Zoubida", family_name="Kerroumi") for _each in range(60)]
    factories.case(by=head, persons=hidden, sealed="violence", at=at)
    found = first(operator, full="زبيدة الكرومي")
    assert found is not None
    assert found.person == visible


@given(
    year=st.integers(0, 2047),
    day=st.integers(0, 403),
    sex=st.sampled_from(["", "f", "m"]),
    place=st.integers(0, 511),
)
def test_traits_are_read_as_they_were_packed(year: int, day: int, sex: str, place: int) -> None:
    asked = Traits(year, day, sex, place)
    packed = asked.packed()
    assert packed < 2**31
    others = (asked, Traits(1, 0, "m", 1), Traits(1800, 1, "f", 511), Traits())
    born = Born(year) if year else None
    points = agreement(asked, born)(np.array([each.packed() for each in others], np.int32))
    assert points[0] == max(points)


def test_probabilities_are_of_one_person_or_nobody() -> None:
    likely = weighing.probabilities([2.0, 2.0, -1.0])
    assert likely[0] == likely[1] > likely[2]
    assert sum(likely) < 1
    assert weighing.probabilities([]) == []
    assert weighing.probabilities([800.0]) == [1.0]
