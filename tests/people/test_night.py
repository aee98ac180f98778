"""The night run: who may be one person in the whole registry, with real Splink on real DuckDB."""

import importlib.util
import math
import subprocess
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord, Level
from jaras.kernel.refusal import Refused
from jaras.people import actions, jobs, queries
from jaras.people.lists import likeness_reasons
from jaras.people.models import Link, NightRun, Person
from jaras.people.queries import night as registry
from jaras.people.rules.linking import LinkState
from jaras.people.rules.night import searching
from tests import factories


@pytest.fixture
def by(member: Callable[..., Member]) -> Actor:
    return actor_of(member("operator"))


def search(by: Actor = SYSTEM, *, at: datetime, whole: bool = False) -> NightRun:
    return actions.search_registry(by=by, at=at, whole=whole)


def driss(at: datetime) -> tuple[Person, Person, Person]:
    """One man in two scripts under three spellings."""
    told: dict[str, Any] = {"father_name": "Lahcen", "telephone": "0612345678", "at": at}
    return (
        factories.person(given_name="Driss", family_name="El Alaoui", born_on=date(1966, 3, 12), **told),
        factories.person(arabic_name="إدريس العلوي", born_on=date(1966, 3, 12), **told),
        factories.person(given_name="Idriss", family_name="Alaoui", born_year=1966, **told),
    )


def pairs() -> set[tuple[int, int]]:
    return set(Link.objects.values_list("one_id", "two_id"))


@pytest.mark.django_db
def test_three_spellings_in_two_scripts_are_proposed_the_twin_is_not(at: datetime) -> None:
    one, two, three = driss(at)
    twin = factories.person(
        given_name="Hassan",
        family_name="El Alaoui",
        born_on=date(1966, 3, 12),
        father_name="Lahcen",
        telephone="0612345678",
        at=at,
    )
    run = search(at=at)
    assert pairs() == {(one.pk, two.pk), (one.pk, three.pk), (two.pk, three.pk)}
    assert not Link.objects.of(twin).exists()
    assert (run.persons, run.pairs, run.proposed, run.whole) == (4, 3, 3, True)
    assert set(Link.objects.values_list("source", "state")) == {("night", "proposed")}
    told = EventRecord.objects.get(name="RegistrySearched")
    assert (told.subject_id, told.data) == (run.pk, {"persons": 4, "proposed": 3, "whole": True})


@pytest.mark.django_db
def test_reasons_add_up_to_the_odds_of_the_pair(at: datetime) -> None:
    one, two, _three = driss(at)
    search(at=at)
    link = Link.objects.between(one, two).get()
    weights = dict(link.reasons)
    assert set(weights) <= set(likeness_reasons().codes())
    assert {"before", "name_script", "father_same", "birth_same", "telephone_same"} <= set(weights)
    odds = math.log(link.probability / (1 - link.probability))
    assert sum(weights.values()) == pytest.approx(odds, abs=0.1)
    assert weights["before"] < 0 < weights["telephone_same"]


@pytest.mark.django_db
def test_the_next_run_looks_at_whoever_was_written_since(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "LATE", 0)
    monkeypatch.setattr(registry, "GROWN", 10)
    one, _two, _three = driss(at)
    factories.case(by=factories.member(), at=at, persons=[one])
    search(at=at)
    Link.objects.all().delete()
    second = search(at=at)
    assert (second.whole, second.pairs, Link.objects.count()) == (False, 0, 0)
    again = factories.person(
        given_name="Drisse", family_name="Alaoui", telephone="0612345678", born_year=1966, at=at
    )
    third = search(at=at)
    assert third.pairs == Link.objects.count() > 0
    assert all(again.pk in pair for pair in pairs())
    actions.amend(person=one, by=SYSTEM, at=at, sex="m")
    assert registry.written_since(third) == {one.pk}
    assert search(at=at, whole=True).pairs > third.pairs


@pytest.mark.django_db
def test_a_registry_that_grew_is_searched_whole(at: datetime) -> None:
    driss(at)
    search(at=at)
    assert not registry.whole_is_due(at)
    assert registry.whole_is_due(at + timedelta(days=31))
    factories.person(given_name="Omar", family_name="Tazi", at=at)
    assert registry.whole_is_due(at)


@pytest.mark.django_db
def test_what_was_refused_is_not_asked_again(by: Actor, at: datetime) -> None:
    one, two, _three = driss(at)
    for person in (one, two):
        factories.case(by=factories.member(), at=at, persons=[person])
    search(at=at)
    actions.refuse_link(link=Link.objects.between(one, two).get(), by=by, at=at)
    assert search(at=at, whole=True).proposed == 0
    assert Link.objects.between(one, two).get().state == LinkState.REFUSED


@pytest.mark.django_db
def test_a_pair_with_somebody_sealed_is_shown_to_whoever_sees_both(
    by: Actor, member: Callable[..., Member], at: datetime
) -> None:
    one, two, three = driss(at)
    for person in (one, three):
        factories.case(by=factories.member(), at=at, persons=[person])
    factories.case(by=factories.member(), at=at, persons=[two], sealed="violence")
    assert Person.objects.get(pk=two.pk).level == Level.SEALED
    search(at=at)
    holder = actor_of(member("head", compartments=["violence"]))
    assert [(link.one, link.two) for link in queries.links(by).rows] == [(one, three)]
    assert {(link.one, link.two) for link in queries.links(holder).rows} == {
        (one, two),
        (one, three),
        (two, three),
    }
    told = "".join(str(row) for model in (Link, NightRun, EventRecord) for row in model.objects.values())
    assert not any(word in told for word in ("Driss", "Alaoui", "العلوي", "612345678"))


@pytest.mark.django_db
def test_absorbed_and_emptied_records_are_nobody(at: datetime) -> None:
    one, two, three = driss(at)
    Person.objects.filter(pk=one.pk).update(merged_into=two)
    Person.objects.filter(pk=three.pk).update(forgotten_at=at)
    assert search(at=at).persons == 1
    assert pairs() == set()


@pytest.mark.django_db
def test_one_run_at_a_time(at: datetime) -> None:
    running = NightRun.objects.create(begun_at=at, whole=True, last_event_id=0)
    with pytest.raises(Refused):
        search(at=at + timedelta(minutes=5))
    assert search(at=at + timedelta(hours=7)).pk > running.pk  # whoever began then was killed


@pytest.mark.django_db
def test_the_software_alone_searches(by: Actor, at: datetime) -> None:
    with pytest.raises(Forbidden):
        search(by, at=at)
    assert not NightRun.objects.exists()


@pytest.mark.django_db
def test_a_run_that_fails_leaves_no_trace(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    driss(at)
    monkeypatch.setattr(searching, "MEMORY", "1MB")
    with pytest.raises(Exception, match=r"(?i)memory"):
        search(at=at)
    assert not NightRun.objects.exists()


def test_the_job_begins_a_process_where_the_packages_are(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_how: begun.append(command))
    jobs.search_registry()
    assert begun == [jobs.SEARCH]
    find = importlib.util.find_spec
    monkeypatch.setattr(jobs, "find_spec", lambda name: None if name == "splink" else find(name))
    jobs.search_registry()
    assert begun == [jobs.SEARCH]
