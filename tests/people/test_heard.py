"""Somebody is found by their name in the other script, by whoever sees them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level, SearchEntry
from jaras.people import actions, queries
from jaras.people.actions import writing
from jaras.people.models import Person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


class Registry:
    """What one operator registers, finds."""

    def __init__(self, by: Actor) -> None:
        self.by = by

    def known(self, **about: str) -> Person:
        return actions.register(by=self.by, at=AT, **about)  # type: ignore[arg-type]

    def found(self, words: str) -> list[Person]:
        return queries.found(self.by, words)


@pytest.fixture
def registry(member: Callable[..., Member]) -> Registry:
    return Registry(actor_of(member("operator")))


def test_found_in_either_script(registry: Registry) -> None:
    one = registry.known(given_name="Mohamed", family_name="El Idrissi")
    other = registry.known(arabic_name="خديجة بناني")
    assert registry.found("محمد الإدريسي") == [one]
    assert registry.found("Khadija Bennani") == [other]
    assert registry.found("Khdija") == [other]


def test_the_very_words_come_first_then_the_closest(registry: Registry) -> None:
    far = registry.known(given_name="Amhamed", family_name="Zerouali")
    near = registry.known(given_name="Mouhammed", family_name="Zeroual")
    same = registry.known(given_name="Mohamed", family_name="Zerouali")
    assert registry.found("Mohamed Zerouali") == [same, near, far]


def test_the_same_consonants_alone_are_too_little(registry: Registry) -> None:
    registry.known(given_name="Imad")
    assert registry.found("محمد") == []


def test_a_rare_name_does_not_weigh_a_whole_town(
    registry: Registry, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(250):
        registry.known(given_name="Mohamed", family_name=f"Zerouali {number}")
    with django_assert_max_num_queries(19):  # 250 persons or none: as many
        assert registry.found("Imad") == []


def test_one_consonant_is_too_little(registry: Registry) -> None:
    registry.known(given_name="Ali")
    assert registry.found("Aléa") == []


def test_of_somebody_sealed_no_sound_is_written(registry: Registry) -> None:
    person = registry.known(given_name="Mohamed", family_name="Zerouali")
    plain = SearchEntry.objects.get(subject="person", subject_id=person.pk).words
    writing._share(person, Level.SEALED, by=registry.by, at=AT)
    entry = SearchEntry.objects.get(subject="person", subject_id=person.pk).words
    assert not set(plain.split()[1:]) & set(entry.split()[1:])
    assert registry.found("محمد") == [person]


def test_corrected_names_are_heard_anew(registry: Registry) -> None:
    person = registry.known(given_name="Mohamed")
    actions.amend(person=person, given_name="Youssef", by=registry.by, at=AT)
    assert registry.found("محمد") == []
    assert registry.found("يوسف") == [person]
