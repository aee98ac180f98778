"""What cannot be right in an intervention."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from jaras.care.rules import Fault, Help, InterventionState
from jaras.care.rules.helping import fault

AT = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
MEAL = Help(code="REP", moment=AT, case_id=1)
BED = replace(MEAL, code="HEB")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def said(told: Help, **changes: Any) -> Fault | None:
    told = replace(told, **changes)
    return fault(told, at=AT, codes=("REP", "HEB"), sheltering=told.code == "HEB")


def test_a_meal_just_given_is_right() -> None:
    assert said(MEAL) is None


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"case_id": None}, Fault.BELONGS),
        ({"code": "GOLD"}, Fault.CODE),
        ({"state": "dreamt"}, Fault.STATE),
        ({"moment": AT + HOUR}, Fault.TO_COME),
        ({"moment": AT + HOUR, "state": InterventionState.NOT_DONE, "reason": "REFUSED"}, Fault.TO_COME),
        ({"moment": AT - 2 * DAY, "state": InterventionState.PLANNED}, Fault.PAST_PLAN),
        ({"moment": AT - 4000 * DAY}, Fault.FAR),
        ({"moment": AT + 2000 * DAY, "state": InterventionState.PLANNED}, Fault.FAR),
        ({"state": InterventionState.NOT_DONE}, Fault.REASON),
        ({"reason": "REFUSED"}, Fault.REASON),
        ({"state": InterventionState.NOT_DONE, "reason": "OTHER"}, Fault.REASON_WORDS),
        ({"nights": 2}, Fault.NO_NIGHTS),
        ({"cost": Decimal(-1)}, Fault.COST),
        ({"cost": Decimal(1_000_001)}, Fault.COST),
        ({"cost": Decimal("NaN")}, Fault.COST),
        ({"cost": Decimal("0.005")}, Fault.CENTS),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], wrong: Fault) -> None:
    assert said(MEAL, **changes) is wrong


@pytest.mark.parametrize("nights", [-1, 367])
def test_a_shelter_gives_nights_within_a_year(nights: int) -> None:
    assert said(BED, nights=nights) is Fault.NIGHTS
    assert said(BED, nights=366) is None


def test_what_is_planned_may_be_for_today_or_for_later() -> None:
    planned = replace(MEAL, state=InterventionState.PLANNED)
    assert said(planned) is None
    assert said(planned, moment=AT + 90 * DAY) is None


def test_a_year_of_the_past_may_be_written_down_today() -> None:
    assert said(MEAL, moment=datetime(2021, 10, 4, tzinfo=UTC), cost=Decimal("120.50")) is None


def test_a_fault_names_its_field() -> None:
    assert (Fault.TO_COME.field, Fault.REASON_WORDS.field, Fault.COST.field) == ("moment", "note", "cost")
