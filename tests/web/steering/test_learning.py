"""The page of what promises teach."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jaras.bells import actions as bells
from jaras.bells.models import Bell
from jaras.governance.models import Member, actor_of
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
QUERIES = 11


def ring(who: Member, *, number: int = 1) -> None:
    at = timezone.now()
    for _turn in range(number):
        bell = bells.ring(
            what="Ouvrir le dortoir", who=who, due_at=at + timedelta(hours=1), role="PIVOT",
            by=actor_of(who), at=at,
        )  # fmt: skip
        Bell.objects.filter(pk=bell.pk).update(first_due_at=at - timedelta(hours=1))


def test_the_team_sees_its_habits_in_as_many_queries_whatever_it_promised(
    member: MakeMember, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(member("head", name="Meryem", organisation=factories.organisation()))
    client.get("/figures/promises/")
    ring(factories.member(name="Hamid"), number=6)
    with django_assert_num_queries(QUERIES):
        few = client.get("/figures/promises/").content.decode()
    assert "Hamid" in few
    assert "0 promesses sur 6" in few
    for name in "ABCDEF":
        ring(factories.member(name=name), number=5)
    with django_assert_num_queries(QUERIES):
        client.get("/figures/promises/")


def test_others_see_their_own_alone(member: MakeMember, sign_in: SignIn) -> None:
    ring(factories.member(name="Hamid"), number=6)
    field = member("field", name="Hassan")
    ring(field)
    page = sign_in(field).get("/figures/promises/").content.decode()
    assert "Hamid" not in page
    assert "Une de vos promesses" in page
    assert "De l’équipe" not in page


def test_a_governor_reads_the_team_without_names(member: MakeMember, sign_in: SignIn) -> None:
    ring(factories.member(name="Hamid"), number=6)
    page = sign_in(member("governor")).get("/figures/promises/?months=12").content.decode()
    assert "0 promesses sur 6" in page
    assert "Hamid" not in page
