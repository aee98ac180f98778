"""Who belongs to whom, who lives with whom, who must never learn where somebody is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.people import actions, queries
from jaras.people.lists import relation_kinds
from jaras.people.models import Household, HouseholdMember, Person, Relation
from jaras.people.queries import kind_in_words
from jaras.privacy import actions as privacy
from jaras.privacy.lists import kept
from jaras.privacy.rules import years_after
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]


@pytest.fixture
def by(member: MakeMember) -> Actor:
    return actor_of(member("head", compartments=["violence"]))


@pytest.fixture
def outsider(member: MakeMember) -> Actor:
    return actor_of(member("operator"))


def somebody(at: datetime, *, sealed: str = "", **about: Any) -> Person:
    person = factories.person(at=at, **about)
    factories.case(by=factories.member(), at=at, persons=[person], sealed=sealed)
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def aicha(at: datetime) -> Person:
    return somebody(at, given_name="Aïcha", sex="f", telephone="0612345678", sealed="violence")


@pytest.fixture
def hicham(at: datetime) -> Person:
    return somebody(at, given_name="Hicham", sex="m")


def told(person: Person, actor: Actor) -> list[tuple[str, str]]:
    return [(tie.kind, tie.name) for tie in queries.ties(person, actor)]


def warned(person: Person, actor: Actor) -> list[tuple[str, str, str]]:
    return [(each.about.name, each.to, each.kind) for each in queries.dangers(person, actor)]


@pytest.mark.parametrize(
    ("language", "there", "back"),
    [("fr", "Époux", "Épouse"), ("ar", "الزوج", "الزوجة"), ("en", "Husband", "Wife")],
)
def test_both_read_it_from_where_they_stand(
    aicha: Person, hicham: Person, by: Actor, at: datetime, language: str, there: str, back: str
) -> None:
    actions.relate(person=aicha, other=hicham, words="le maçon", kind="spouse", by=by, at=at)
    with override(language):
        assert told(aicha, by) == [(there, "Hicham")]
        assert [tie.words for tie in queries.ties(aicha, by) + queries.ties(hicham, by)] == ["le maçon", ""]
        assert told(hicham, by) == [(back, "Aïcha")]


def test_every_kind_has_an_inverse_that_leads_back() -> None:
    for item in relation_kinds():
        back = relation_kinds()[item["inverse"]]
        assert relation_kinds()[back["inverse"]].code in (item.code, "parent"), item.code
    with override("fr"):
        assert (kind_in_words("child", "f"), kind_in_words("child", "")) == ("Fille", "Enfant")


def test_a_sealed_person_is_betrayed_by_no_relation(
    aicha: Person, hicham: Person, by: Actor, outsider: Actor, at: datetime
) -> None:
    actions.relate(person=aicha, other=hicham, kind="spouse", never_tell=True, by=by, at=at)
    actions.live(person=hicham, beside=aicha, by=by, at=at)
    assert queries.ties(hicham, outsider) == []
    assert queries.dangers(hicham, outsider) == []
    lived = queries.home(hicham, outsider)
    assert lived is not None
    assert lived.others == []
    with override("fr"):
        assert warned(hicham, by) == [("Aïcha", "Hicham", "Époux")]


def test_whom_never_to_tell_stands_first_even_where_he_is_hidden(
    aicha: Person, by: Actor, outsider: Actor, at: datetime
) -> None:
    husband = somebody(at, given_name="Hicham", sex="m", sealed="violence")
    wife = somebody(at, given_name="Naïma", sex="f")
    actions.relate(person=wife, other=husband, kind="former_spouse", never_tell=True, by=SYSTEM, at=at)
    with override("fr"):
        assert warned(wife, outsider) == [("Naïma", "", "Ancien époux ou ancienne épouse")]
        assert told(wife, outsider) == []


def test_the_telephone_of_a_household_carries_the_warning(by: Actor, at: datetime) -> None:
    sister = somebody(at, given_name="Khadija", telephone="0612000000")
    aicha = somebody(at, given_name="Aïcha")
    actions.relate(person=aicha, words="Hicham, son mari", kind="spouse", never_tell=True, by=by, at=at)
    assert queries.dangers(sister, by) == []
    member = actions.live(person=aicha, beside=sister, address="douar Oulad Ali", by=by, at=at)
    assert [(each.about, each.to) for each in queries.dangers(sister, by)] == [(aicha, "Hicham, son mari")]
    assert Household.objects.count() == 1
    actions.leave(member=member, by=by, at=at)
    assert queries.dangers(sister, by) == []
    actions.live(person=aicha, by=by, at=at)


def test_a_warning_is_given_and_taken_back(aicha: Person, hicham: Person, by: Actor, at: datetime) -> None:
    row = actions.relate(person=aicha, other=hicham, kind="spouse", by=by, at=at)
    assert queries.dangers(aicha, by) == []
    for never_tell in (True, True, False, True):
        actions.warn(relation=row, never_tell=never_tell, by=by, at=at)
    assert EventRecord.objects.filter(name="RelationWarned").count() == 3
    assert len(queries.dangers(aicha, by)) == 1
    actions.drop_relation(relation=row, by=by, at=at)
    assert queries.dangers(aicha, by) == []
    assert queries.ties(hicham, by) == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "spouse"}, "words"),
        ({"kind": "spouse", "words": " \u202e "}, "words"),
        ({"kind": "", "words": "x"}, "kind"),
        ({"kind": "king", "words": "x"}, "kind"),
        ({"kind": "spouse", "words": "x" * 121}, "words"),
    ],
)
def test_what_cannot_be_is_refused(
    aicha: Person, by: Actor, at: datetime, said: dict[str, str], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.relate(person=aicha, by=by, at=at, **said)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_nobody_is_their_own_nor_twice_the_same(
    aicha: Person, hicham: Person, by: Actor, at: datetime
) -> None:
    with pytest.raises(Refused):
        actions.relate(person=aicha, other=aicha, kind="sibling", by=by, at=at)
    actions.relate(person=aicha, other=hicham, kind="spouse", by=by, at=at)
    with pytest.raises(Refused):
        actions.relate(person=aicha, other=hicham, kind="spouse", by=by, at=at)
    tomorrow = at.date() + timedelta(days=1)
    with pytest.raises(Refused):
        actions.relate(person=aicha, words="x", kind="friend", since_on=tomorrow, by=by, at=at)
    actions.live(person=aicha, by=by, at=at)
    with pytest.raises(Refused):
        actions.live(person=aicha, by=by, at=at)


def test_who_does_not_see_both_writes_nothing(
    aicha: Person, hicham: Person, by: Actor, outsider: Actor, member: MakeMember, at: datetime
) -> None:
    with pytest.raises(NotVisible):
        actions.relate(person=hicham, other=aicha, kind="spouse", by=outsider, at=at)
    with pytest.raises(NotVisible):
        actions.live(person=hicham, beside=aicha, by=outsider, at=at)
    row = actions.relate(person=hicham, other=aicha, kind="spouse", by=by, at=at)
    with pytest.raises(NotVisible):
        actions.drop_relation(relation=row, by=outsider, at=at)
    with pytest.raises(Forbidden):
        actions.relate(person=hicham, words="x", kind="friend", by=actor_of(member("governor")), at=at)


def test_words_lie_sealed_and_are_emptied_with_their_person(by: Actor, at: datetime) -> None:
    person = actions.register(by=by, at=at, given_name="Naïma")
    actions.relate(person=person, words="Hicham Rami", kind="spouse", by=by, at=at)
    actions.live(person=person, address="rue Anfa 4", by=by, at=at)
    columns = str([*Relation.objects.values_list("words"), *HouseholdMember.objects.values_list("address")])
    assert "Hicham" not in columns
    assert "Anfa" not in columns
    later = years_after(at, kept()["person"].years) + timedelta(days=1)
    privacy.forget_due(by=SYSTEM, at=later)
    assert (Relation.objects.get().words, HouseholdMember.objects.get().address) == ("", "")
