"""A number is the list behind it: what a reader may not open is not counted for them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from jaras.governance.models import Member, actor_of
from jaras.steering import actions, queries
from jaras.steering.queries import Wanted
from jaras.steering.rules import Month, Period, Unit
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]
NOVEMBER = Period(Month(2026, 11), Month(2026, 11))


def numbers(who: Member) -> dict[Unit, int]:
    shares = queries.shares_of(actor_of(who))
    return {
        unit: queries.board(Wanted(period=NOVEMBER, unit=unit, shares=shares)).total(unit, NOVEMBER)
        for unit in Unit
    }


def everything(who: Member) -> list[Any]:
    shares = queries.shares_of(actor_of(who))
    return [queries.board(Wanted(period=NOVEMBER, unit=unit, shares=shares)) for unit in Unit]


@pytest.mark.parametrize("settled", [False, True])
def test_what_is_sealed_moves_no_figure_of_others(member: MakeMember, at: datetime, settled: bool) -> None:
    readers = [member(role) for role in ("pole_lead", "head", "governor")]
    holder, salma = member("head", compartments=["violence"]), member("operator")
    person = factories.person(description="femme", commune=factories.commune())
    factories.case(by=salma, at=at, persons=[person])
    before = [everything(who) for who in readers]
    sealed = factories.case(by=salma, at=at, persons=[person, factories.person()], sealed="violence")
    factories.report(by=salma, at=at, sealed="violence")
    factories.intervention(by=salma, at=at, case=sealed)
    if settled:
        actions.settle()
    assert [everything(who) for who in readers] == before
    assert numbers(holder) == {
        Unit.CASES: 2,
        Unit.REPORTS: 1,
        Unit.PERSONS: 2,
        Unit.INTERVENTIONS: 1,
        Unit.NIGHTS: 0,
    }


def test_every_number_is_the_list_behind_it(member: MakeMember, at: datetime) -> None:
    salma = member("operator")
    for traits in ({}, {"restricted": True}, {"sealed": "violence"}, {"sealed": "health"}):
        case = factories.case(by=salma, at=at, **traits)
        factories.intervention(by=salma, at=at, case=case)
    actions.settle()
    for who, cases in (
        (member("pole_lead"), 1),
        (member("head"), 2),
        (member("pole_lead", compartments=["health"]), 2),
        (member("head", compartments=["violence", "health"]), 4),
    ):
        counted = numbers(who)
        assert counted[Unit.CASES] == counted[Unit.INTERVENTIONS] == cases
        for unit, number in counted.items():
            found = queries.behind(actor_of(who), unit, NOVEMBER, tags=())
            assert (len(found.rows), found.closed) == (number, 0), unit


def test_figures_without_lists_count_what_is_restricted(member: MakeMember, at: datetime) -> None:
    salma = member("operator")
    factories.case(by=salma, at=at, restricted=True)
    factories.case(by=salma, at=at, sealed="violence")
    assert numbers(member("governor"))[Unit.CASES] == 1
