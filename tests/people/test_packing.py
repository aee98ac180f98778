"""Keys laid by day are packed by night: whoever lies under a key stays there, whoever went is gone."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM, Actor
from jaras.people import actions, queries
from jaras.people.actions import packing
from jaras.people.models import IdentityKey, Person, PostingList, StalePosting
from jaras.people.queries.lying import digests
from jaras.people.rules.identity.described import Born
from jaras.people.rules.identity.postings import Ids, of_rows, unpacked
from jaras.privacy import actions as privacy
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
GIVEN, FAMILY = ("Youssef", "خديجة", "Karim"), ("Tazi", "العلوي", "Bennani")


@pytest.fixture
def operator(member: Callable[..., Member]) -> Actor:
    return actor_of(member("operator"))


def lying() -> set[tuple[int, bytes]]:
    """Key with entry, wherever they stand; what is stale is not told of."""
    stale = set(StalePosting.objects.values_list("person_id", flat=True))
    packed = unpacked([(each.key, bytes(each.entries)) for each in PostingList.objects.all()])
    keys, entries = of_rows(list(IdentityKey.objects.values_list("key", "person_id", "traits", "sounds")))
    found = {(key, entry.tobytes()) for key, entry in zip(keys.tolist(), entries, strict=True)}
    for key, entry in zip(packed.keys.repeat(packed.sizes).tolist(), packed.entries, strict=True):
        if entry["person"] not in stale:
            found.add((key, entry.tobytes()))
    return found


def anew() -> set[tuple[int, bytes]]:
    actions.lay_everybody()
    return lying()


def test_whoever_is_packed_is_found_as_before(operator: Actor) -> None:
    person = actions.register(
        given_name="Youssef", family_name="Tazi", born_year=1970, sex="m", by=operator, at=AT
    )
    asked = queries.about(full="يوسف التازي", born=Born(1970))
    before = queries.known(operator, asked)
    assert actions.pack_keys()
    assert not IdentityKey.objects.exists()
    after = queries.known(operator, asked)
    assert [each.person for each in after] == [person]
    assert after[0].probability == pytest.approx(before[0].probability)
    assert actions.pack_keys() == 0


def test_a_second_night_adds_to_the_lists_of_the_first(operator: Actor) -> None:
    for name in ("Youssef", "Youssof", "Yousef"):
        actions.register(given_name=name, family_name="Tazi", by=operator, at=AT)
        actions.pack_keys()
    (key,) = digests(["p sf tz"])
    assert len(unpacked([(key, bytes(PostingList.objects.get(key=key).entries))]).entries) == 3


def test_a_new_name_leads_to_the_person_before_any_night(operator: Actor) -> None:
    person = actions.register(given_name="Youssef", family_name="Tazi", by=operator, at=AT)
    actions.pack_keys()
    actions.amend(person=person, given_name="Rachid", family_name="Alaoui", by=operator, at=AT)
    found = queries.known(operator, queries.about(full="رشيد العلوي"))
    assert [each.person for each in found] == [person]
    assert all(
        each.probability < queries.LEAST_LIKELY
        for each in queries.known(operator, queries.about(full="Youssef Tazi"))
    )
    actions.pack_keys()
    assert queries.known(operator, queries.about(full="Youssef Tazi")) == []
    assert lying() == anew()


def test_whoever_is_emptied_is_found_no_more_before_any_night(operator: Actor) -> None:
    person = actions.register(given_name="Youssef", family_name="Tazi", by=operator, at=AT)
    actions.pack_keys()
    privacy.forget(kind="person", ids=[person.pk], by=SYSTEM, at=AT)
    assert queries.known(operator, queries.about(full="Youssef Tazi")) == []
    actions.pack_keys()
    assert not PostingList.objects.exists()
    assert not StalePosting.objects.exists()


def test_whoever_changes_while_lists_are_swept_waits_for_the_next_night(
    operator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = actions.register(given_name="Youssef", family_name="Tazi", by=operator, at=AT)
    late = actions.register(given_name="Karim", family_name="Bennani", by=operator, at=AT)
    actions.pack_keys()
    actions.amend(person=early, family_name="Alaoui", by=operator, at=AT)
    sweep = packing._sweep

    def swept(stale: Ids) -> None:
        sweep(stale)
        actions.amend(person=late, family_name="Alami", by=operator, at=AT)

    monkeypatch.setattr(packing, "_sweep", swept)
    actions.pack_keys()
    assert set(StalePosting.objects.values_list("person_id", flat=True)) == {late.pk}
    assert set(IdentityKey.objects.values_list("person_id", flat=True)) == {late.pk}
    monkeypatch.setattr(packing, "_sweep", sweep)
    actions.pack_keys()
    assert not IdentityKey.objects.exists()
    assert lying() == anew()


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["register", "amend", "forget", "pack"]),
            st.integers(0, 3),
            st.sampled_from(GIVEN),
            st.sampled_from(FAMILY),
            st.sampled_from([None, 1970, 1990]),
        ),
        max_size=14,
    ),
    st.integers(1, 4),
)
def test_after_any_days_and_nights_everybody_lies_where_they_would_anew(
    life: list[tuple[str, int, str, str, int | None]], rows: int
) -> None:
    for model in (IdentityKey, PostingList, StalePosting):
        model._default_manager.all().delete()
    operator = actor_of(factories.member("operator"))
    persons: list[Person] = []
    with pytest.MonkeyPatch.context() as small:
        small.setattr(packing, "ROWS", rows)
        small.setattr(packing, "LISTS", 2)
        for what, which, first, family, year in life:
            if what == "register":
                persons.append(
                    actions.register(given_name=first, family_name=family, born_year=year, by=operator, at=AT)
                )
            elif what == "pack":
                actions.pack_keys()
            elif persons and what == "amend":
                person = persons[which % len(persons)]
                actions.amend(
                    person=person, given_name=first, family_name=family, born_year=year, by=operator, at=AT
                )
            elif persons:
                privacy.forget(kind="person", ids=[persons.pop(which % len(persons)).pk], by=SYSTEM, at=AT)
    left = lying()
    Person.objects.exclude(pk__in=[each.pk for each in persons]).update(forgotten_at=AT)
    assert left == anew()
