"""How far an entry can be relied on: a number with its reasons."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given as each_time
from hypothesis import strategies as some

from jaras.kernel.access import Forbidden
from jaras.kernel.actor import NOBODY, SYSTEM
from jaras.kernel.models import EventRecord
from jaras.partners import actions, queries
from jaras.partners.rules.quality import Entry, Given, Lack, quality
from tests import factories

WHOLE = Given(hours=True, for_whom=True, languages=True, fee=True)
BEST = Entry(names=2, telephone=True, email=True, commune=True, services=[WHOLE], age=timedelta(days=1))


def test_an_entry_that_lacks_nothing_has_a_hundred() -> None:
    assert quality(BEST).score == 100
    assert quality(BEST).lacks == ()


def test_an_empty_entry_has_nothing() -> None:
    empty = Entry(names=1, telephone=False, email=False, commune=False, services=[], age=None)
    assert quality(empty).score == 0
    assert quality(empty).lacks[:2] == (Lack.SERVICES, Lack.NEVER_CONFIRMED)


@pytest.mark.parametrize(
    ("entry", "lack"),
    [
        (replace(BEST, names=1), Lack.OTHER_NAME),
        (replace(BEST, telephone=False), Lack.TELEPHONE),
        (replace(BEST, email=False), Lack.EMAIL),
        (replace(BEST, commune=False), Lack.COMMUNE),
        (replace(BEST, services=[]), Lack.SERVICES),
        (replace(BEST, services=[WHOLE, replace(WHOLE, hours=False)]), Lack.HOURS),
        (replace(BEST, services=[replace(WHOLE, for_whom=False)]), Lack.FOR_WHOM),
        (replace(BEST, services=[replace(WHOLE, languages=False)]), Lack.LANGUAGES),
        (replace(BEST, services=[replace(WHOLE, fee=False)]), Lack.FEE),
        (replace(BEST, age=None), Lack.NEVER_CONFIRMED),
        (replace(BEST, age=timedelta(days=91)), Lack.OLD),
    ],
)
def test_each_lack_is_said_and_costs(entry: Entry, lack: Lack) -> None:
    assert quality(entry).lacks == (lack,)
    assert quality(entry).score < 100


def test_what_grows_old_costs_more() -> None:
    scores = [quality(replace(BEST, age=timedelta(days=days))).score for days in (90, 91, 181)]
    assert scores == [100, 90, 80]


services = some.lists(some.builds(Given, some.booleans(), some.booleans(), some.booleans(), some.booleans()))


@each_time(
    some.builds(
        Entry,
        names=some.integers(0, 2),
        telephone=some.booleans(),
        email=some.booleans(),
        commune=some.booleans(),
        services=services,
        age=some.none() | some.timedeltas(min_value=timedelta(0), max_value=timedelta(days=4000)),
    )
)
def test_the_number_stays_within_a_hundred_and_has_its_reasons(entry: Entry) -> None:
    told = quality(entry)
    assert 0 <= told.score <= 100
    assert told.lacks or told.score == 100


@pytest.mark.django_db
def test_whoever_confirms_makes_it_fresh(at: datetime) -> None:
    organisation = factories.organisation()
    before = queries.quality_of(organisation, [], at=at)
    assert Lack.NEVER_CONFIRMED in before.lacks
    actions.confirm(organisation=organisation, by=SYSTEM, at=at)
    organisation.refresh_from_db()
    assert organisation.confirmed_at == at
    after = queries.quality_of(organisation, [], at=at)
    assert after.score == before.score + 20
    assert EventRecord.objects.get(name="OrganisationConfirmed").subject_id == organisation.pk
    with pytest.raises(Forbidden):
        actions.confirm(organisation=organisation, by=NOBODY, at=at)


@pytest.mark.django_db
def test_two_who_confirm_do_not_collide_with_who_writes(at: datetime) -> None:
    organisation = factories.organisation()
    read = type(organisation).objects.get()
    actions.confirm(organisation=organisation, by=SYSTEM, at=at)
    actions.amend(organisation=read, acronym="AB", by=SYSTEM, at=at)
    assert type(organisation).objects.get().confirmed_at == at
