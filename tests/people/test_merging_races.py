"""Two who merge at the same instant: one wins, the other is told, no row is lost.

PostgreSQL runs the hands at once; SQLite has one writer, so there they follow each other.
"""

from collections.abc import Callable
from functools import partial

import pytest
from django.utils import timezone

from jaras.cases.models import Party
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import Actor
from jaras.people import actions
from jaras.people.models import Merge, Person
from tests import factories
from tests.hands import AT_ONCE, Act, at_once

pytestmark = pytest.mark.django_db(transaction=AT_ONCE, serialized_rollback=AT_ONCE)
ROUNDS = range(2)


def somebody(name: str) -> Person:
    at = timezone.now()
    person = factories.person(given_name=name, at=at)
    factories.case(by=factories.member(), at=at, persons=[person])
    return Person.objects.get(pk=person.pk)


def merging(kept: Person, absorbed: Person, by: Actor) -> Act:
    return partial(
        actions.merge,
        kept=kept,
        absorbed=absorbed,
        seen=(kept.version, absorbed.version),
        by=by,
        at=timezone.now(),
    )


@pytest.fixture
def heads(member: Callable[..., Member]) -> tuple[Actor, Actor]:
    return actor_of(member("head")), actor_of(member("head"))


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_who_merge_each_into_the_other_one_is_told(_round: int, heads: tuple[Actor, Actor]) -> None:
    one, two = somebody("Rahma"), somebody("Rahmah")
    came = at_once(merging(one, two, heads[0]), merging(two, one, heads[1]))
    (made,) = [each for each in came if isinstance(each, Merge)]
    assert Party.objects.filter(person=made.kept).count() == 2
    assert Party.objects.filter(person=made.absorbed).count() == 0
    assert list(Merge.objects.all()) == [made]


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_who_merge_one_record_elsewhere_one_is_told(_round: int, heads: tuple[Actor, Actor]) -> None:
    one, two, three = somebody("Rahma"), somebody("Rahmah"), somebody("Rahmaa")
    came = at_once(merging(one, three, heads[0]), merging(two, three, heads[1]))
    (made,) = [each for each in came if isinstance(each, Merge)]
    assert Person.objects.get(pk=three.pk).merged_into == made.kept
    assert Party.objects.filter(person=made.kept).count() == 2


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_who_part_them_one_is_told(_round: int, heads: tuple[Actor, Actor]) -> None:
    one, two = somebody("Rahma"), somebody("Rahmah")
    made = merging(one, two, heads[0])()
    came = at_once(
        *(partial(actions.unmerge, made=made, reason="deux soeurs", by=by, at=timezone.now()) for by in heads)
    )
    assert sum(isinstance(each, Merge) for each in came) == 1
    assert Party.objects.filter(person=two).count() == Party.objects.filter(person=one).count() == 1
