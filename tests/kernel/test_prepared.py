"""A prepared statement answers as the query it was written from, for each actor alone."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, models
from django.db.models.functions import Left
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from jaras.governance.models import Member, Watch
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.actor import NOBODY, SYSTEM, Actor, Scope
from jaras.kernel.prepared import SIZES, attach, in_sizes, prepared

pytestmark = pytest.mark.django_db


@prepared
def one(pk: int) -> models.QuerySet[Member]:
    return Member.objects.filter(pk=pk).select_related("organisation")


@prepared
def those(*members: Member) -> models.QuerySet[Member]:
    return Member.objects.filter(pk__in=[each.pk for each in members]).order_by("-pk")


@prepared
def seen(actor: Actor, role: str) -> models.QuerySet[Member]:
    if not actor.can("see"):
        return Member.objects.none()
    rows = Member.objects.filter(roles__icontains=role)
    return rows if actor.can("see all") else rows.filter(pk=actor.member_id or 0)


@prepared
def names(*pks: int) -> models.QuerySet[Member, tuple[int, str]]:
    first = Left("name", 5)
    return Member.objects.filter(pk__in=pks).annotate(first=first).order_by("pk").values_list("pk", "first")


@prepared
def joined(since: datetime, until: datetime, pk: int) -> models.QuerySet[Member]:
    return Member.objects.filter(joined_at__gte=since, joined_at__lt=until, pk__gte=pk)


def seer(member: Member, *verbs: str) -> Actor:
    return Actor(member_id=member.pk, verbs=dict.fromkeys(verbs, Scope.ALL))


def test_another_value_gives_another_row(member: Callable[..., Member]) -> None:
    for each in (member("field"), member("operator"), member("field")):
        assert one(each.pk) == [each]
        assert one(each.pk)[0].roles == each.roles
    assert one(0) == []


def test_it_is_one_query_each_time(
    member: Callable[..., Member], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    salma = member("operator")
    one(salma.pk)
    with django_assert_num_queries(1) as asked:
        row = one(salma.pk)[0]
        assert row.organisation is None
    assert str(salma.pk) in asked.captured_queries[0]["sql"]


@prepared
def opened(actor: Actor) -> models.QuerySet[Member]:
    return Member.objects.filter(pk__in=list(actor.grants)).order_by("pk")


def test_what_was_opened_one_by_one_is_a_value(member: Callable[..., Member]) -> None:
    first, second, third = (member("field") for _each in range(3))
    assert opened(Actor(grants={first.pk: 7})) == [first]
    assert opened(Actor(grants={third.pk: 7})) == [third]
    assert opened(Actor(grants={second.pk: 7, third.pk: 8})) == [second, third]
    assert opened(Actor()) == []


def test_what_a_compartment_opens_is_opened_to_its_holders_alone(member: Callable[..., Member]) -> None:
    asked = []

    @prepared
    def kept(actor: Actor) -> models.QuerySet[Member]:
        asked.append(actor.compartments)
        return Member.objects.filter(name__in=sorted(actor.compartments))

    member("field", name="violence")
    assert len(kept(Actor(compartments=frozenset({"violence"})))) == 1
    assert kept(Actor(compartments=frozenset({"health"}))) == kept(Actor()) == []
    assert len(asked) == 3


def test_it_is_built_once_for_each_shape(member: Callable[..., Member]) -> None:
    built = []

    @prepared
    def counted(pk: int, order: str) -> models.QuerySet[Member]:
        built.append(order)
        return Member.objects.filter(pk=pk).order_by(order)

    salma, karim = member("operator"), member("referent")
    assert [counted(salma.pk, "pk"), counted(karim.pk, "pk"), counted(karim.pk, "-pk")] == [
        [salma],
        [karim],
        [karim],
    ]
    assert built == ["pk", "-pk"]


def test_as_many_rows_as_are_asked_for(member: Callable[..., Member]) -> None:
    salma, karim = member("operator"), member("referent")
    assert those() == []
    assert those(salma) == [salma]
    assert those(salma, karim) == [karim, salma]
    assert those(karim, salma) == [karim, salma]


def test_values_without_their_rows(member: Callable[..., Member]) -> None:
    salma, karim = member("operator", name="Salma Un"), member("referent", name="Karim Deux")
    assert names(salma.pk, karim.pk) == [(salma.pk, "Salma"), (karim.pk, "Karim")]


def test_moments_are_values_too(member: Callable[..., Member]) -> None:
    salma = member("operator")
    at, hour = salma.joined_at, timedelta(hours=1)
    assert joined(at - hour, at + hour, salma.pk) == [salma]
    assert joined(at, at, salma.pk) == []
    assert joined(at, at + timedelta(microseconds=1), salma.pk) == [salma]
    assert joined(at + hour, at + hour, salma.pk) == []
    assert joined(at - hour, at + hour, salma.pk + 1) == []


def test_each_actor_sees_their_own(member: Callable[..., Member]) -> None:
    salma, karim = member("field"), member("field")
    assert seen(seer(salma, "see"), "field") == [salma]
    assert seen(seer(karim, "see"), "field") == [karim]
    assert seen(seer(karim), "field") == []
    assert seen(NOBODY, "field") == []
    assert {*seen(seer(karim, "see", "see all"), "field")} == {salma, karim}
    assert {*seen(SYSTEM, "field")} == {salma, karim}
    assert seen(NOBODY, "field") == []
    assert seen(seer(salma, "see"), "operator") == []


def test_a_value_that_python_looked_at_is_refused(member: Callable[..., Member]) -> None:
    @prepared
    def wrong(pk: int) -> models.QuerySet[Member]:
        return Member.objects.all() if pk > 3 else Member.objects.none()

    with pytest.raises(TypeError, match="never reaches the database"):
        wrong(member("field").pk)


def test_what_is_prefetched_is_refused() -> None:
    @prepared
    def wrong() -> models.QuerySet[Member]:
        return Member.objects.prefetch_related("watches")

    with pytest.raises(TypeError, match="nothing prefetched"):
        wrong()


def test_what_is_attached_is_not_asked_again(member: Callable[..., Member]) -> None:
    salma = member("operator")
    attach(salma, "watches", [])
    with CaptureQueriesContext(connection) as asked:
        assert list(salma.watches.all()) == []
    assert not asked.captured_queries
    assert Watch.objects.visible_to(seer(salma, GovernanceVerb.WATCH)).count() == 0


def test_keys_come_in_few_sizes_none_of_them_lost() -> None:
    assert list(in_sizes([])) == []
    for many in (1, 2, 4, 5, 96, 97, 200):
        parts = list(in_sizes(range(many)))
        assert {len(part) for part in parts} <= set(SIZES)
        assert {each for part in parts for each in part} == set(range(many))
