"""Whoever may not see a person never gets them: in the check, a call, the search, the queue, the API."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.intake import queries as intake
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM
from jaras.people import actions, queries
from jaras.people.models import Person
from jaras.people.rules.identity.described import Born
from tests import factories
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
WALLS = ("", "violence", "child_protection")
SPELLINGS: list[dict[str, Any]] = [
    {"given_name": "Zoubida", "family_name": "Kerroumi"},
    {"arabic_name": "زبيدة الكرومي"},
    {"given_name": "Zoubeida", "family_name": "El Karroumi"},
    {"given_name": "Rkia", "family_name": "Kerroumi"},
]
TELEPHONE = "0661234567"
ASKED = ("Zoubida Kerroumi, 30 ans", "زبيدة الكرومي", "Kerroumi Zoubida")


@dataclass(frozen=True)
class Told:
    """Somebody of a random world: how their name is written, which walls stand around what tells of them."""

    spelling: int
    walls: tuple[str, ...]
    telephone: bool

    def is_seen_by(self, compartments: frozenset[str]) -> bool:
        return "" in self.walls or bool(set(self.walls) & compartments)


PERSONS = st.builds(
    Told,
    st.integers(0, len(SPELLINGS) - 1),
    st.lists(st.sampled_from(WALLS), min_size=1, max_size=2, unique=True).map(tuple),
    st.booleans(),
)


@dataclass(frozen=True)
class Watcher:
    """Somebody who asks everywhere; the compartments they hold."""

    member: Member
    compartments: frozenset[str]
    secret: str
    browser: Client

    def gets(self, asked: str, whom: list[Person]) -> Iterator[tuple[str, set[int]]]:
        """Where they ask, the numbers of the persons they get there."""
        by = actor_of(self.member)
        about = queries.about(full=asked.split(",")[0], telephone=TELEPHONE, born=Born(NOW.year - 30))
        yield "known", {each.person.pk for each in queries.known(by, about, most=50)}
        draft = Report(who=asked, reporter_telephone=TELEPHONE)
        yield "call", {each.person.pk for each in intake.known_already(draft, by, on=NOW.date())}
        for words in (asked, "zoub", "الكرومي", TELEPHONE, TELEPHONE[-6:]):
            yield f"search {words}", {each.pk for each in queries.found(by, words)}
        for person in whom:
            yield "links", {each.other(person).pk for each in queries.links_of(person, by)} - {person.pk}
            yield "elsewhere", {each.person.pk for each in queries.meant(person, by)}
        yield "queue", {pk for link in queries.links(by, size=99).rows for pk in (link.one_id, link.two_id)}
        yield from self.reads(asked, whom)

    def reads(self, asked: str, whom: list[Person]) -> Iterator[tuple[str, set[int]]]:
        answer = self.browser.get(
            "/api/v1/possible-links", headers={"authorization": f"Bearer {self.secret}"}
        )
        items = answer.json().get("items", [])
        yield "interface", {int(number) for item in items for number in numbers(item)}
        typed = {"channel": "TEL", "words": "Elle a froid", "who": asked, "key": f"k{self.member.pk}"}
        typed |= {"reporter_telephone": TELEPHONE}
        yield "page of the call", shown(self.browser.post("/call/draft", typed))
        pages = ["/people/links/", f"/people/?q={asked}", f"/search?q={asked}"]
        for person in whom:
            pages += [f"/people/{person.pk}/", f"/people/{person.pk}/same/?q=kerroumi"]
        for path in pages:
            yield (
                path,
                shown(self.browser.get(path)) - {person.pk for person in whom if f"/{person.pk}/" in path},
            )


def numbers(item: Any) -> Iterator[int]:
    """Every number of a person in an answer of the interface."""
    if isinstance(item, dict):
        for name, value in item.items():
            if name in ("one", "two", "person", "one_id", "two_id") and isinstance(value, int):
                yield value
            else:
                yield from numbers(value)


def shown(answer: Any) -> set[int]:
    """The persons whose addresses stand in a page, or of whom it asks."""
    page = answer.content.decode()
    return {
        int(number)
        for number in re.findall(r"/people/(\d+)/|says_known_(\d+)", page)
        for number in number
        if number
    }


@pytest.fixture
def watchers(at: datetime) -> list[Watcher]:
    found = []
    for role, held in (
        ("operator", []),
        ("head", []),
        ("head", ["violence"]),
        ("referent", ["child_protection"]),
    ):
        member = factories.member(role, compartments=held)
        browser = Client(raise_request_exception=False)
        browser.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])
        secret = governance.create_token(name="asks", by=actor_of(member), at=at)[1]
        found.append(Watcher(member, frozenset(held), secret, browser))
    return found


@pytest.mark.parametrize("asked", ASKED)
def test_nobody_hidden_is_proposed_anywhere(asked: str, watchers: list[Watcher], at: datetime) -> None:
    insider = factories.member("head", compartments=["violence", "child_protection"])
    proposed: set[str] = set()

    @profile(
        max_examples=5,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(PERSONS, min_size=2, max_size=5))
    def holds(told: list[Told]) -> None:
        with transaction.atomic():
            made = [live(each, insider, at) for each in told]
            for one, two in pairwise(made):
                actions.propose_link(one=one, two=two, probability=0.9, by=SYSTEM, at=at)
            for watcher in watchers:
                cache.clear()
                seen = {
                    person.pk
                    for person, each in zip(made, told, strict=True)
                    if each.is_seen_by(watcher.compartments)
                }
                whom = [person for person in made if person.pk in seen][:1]
                hidden = {person.pk for person in made} - seen
                for where, found in watcher.gets(asked, whom):
                    assert not found & hidden, (where, watcher.member.roles, told)
                    proposed.update({where.split("?")[0].split(" ")[0]} if found & seen else ())
            transaction.set_rollback(True)

    holds()
    assert {"known", "call", "search", "links", "queue", "interface", "page", "elsewhere"} <= proposed


def live(told: Told, insider: Member, at: datetime) -> Person:
    """The person, with one case behind each of their walls."""
    person = factories.person(
        **SPELLINGS[told.spelling],
        sex="f",
        age_about=30,
        telephone=TELEPHONE if told.telephone else "",
        at=at,
    )
    for wall in told.walls:
        factories.case(by=insider, persons=[Person.objects.get(pk=person.pk)], sealed=wall, at=at)
    return Person.objects.get(pk=person.pk)
