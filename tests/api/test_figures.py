"""Figures through the interface: the board's numbers, the board's discretion."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jaras.governance.models import Member
from jaras.steering import jobs
from jaras.steering.rules import Month
from tests import factories
from tests.api.conftest import Call

AsMember = Callable[[Member], Call]


@pytest.fixture
def three_meals(member: Callable[..., Member]) -> None:
    salma = member("operator")
    case = factories.case(by=salma, at=timezone.now())
    for _number in range(3):
        factories.intervention(by=salma, case=case, code="ACC-ALIM", at=timezone.now())


def test_whoever_sees_the_lists_is_told_every_number(
    three_meals: None, member: Callable[..., Member], call: AsMember
) -> None:
    status, board = call(member("head"))("get", "/figures")
    assert (status, board["whole"], board["unit"]) == (200, True, "interventions")
    assert board["totals"]["interventions"]["now"] == 3
    assert board["apart"]["pole"] == [{"value": "ACC", "number": 3}]
    assert board["months"][-1] == {"month": str(Month.of(timezone.localdate())), "number": 3}


def test_small_numbers_are_null_for_whoever_sees_no_list(
    three_meals: None, member: Callable[..., Member], call: AsMember
) -> None:
    ask = call(member("governor", "partner"))
    board = ask("get", "/figures")[1]
    assert (board["whole"], board["least"]) == (False, 5)
    assert board["totals"]["interventions"]["now"] is None
    assert board["apart"]["pole"] == [{"value": "ACC", "number": None}]
    this = Month.of(timezone.localdate())
    status, refused = ask("get", f"/figures?from={this.plus(-2)}&to={this}")
    assert (status, refused["field"]) == (422, "to")
    assert ask("get", f"/figures?from={this.year}")[0] == 200


def test_the_board_keeps_to_one_value(
    three_meals: None, member: Callable[..., Member], call: AsMember
) -> None:
    ask = call(member("head"))
    assert ask("get", "/figures?kept=pole:MED")[1]["totals"]["interventions"]["now"] == 0
    assert ask("get", "/figures?kept=pole:ACC&unit=nights")[1]["apart"]["pole"] == []
    assert ask("get", "/figures?kept=pole:ACC")[1]["totals"]["interventions"]["now"] == 3


def test_every_word_has_its_published_definition(member: Callable[..., Member], call: AsMember) -> None:
    status, words = call(member("head"))("get", "/figures/definitions")
    assert (status, {each["code"] for each in words["units"]}) == (
        200,
        {"interventions", "reports", "cases", "persons", "nights"},
    )
    assert all(each["says_fr"] and each["says_ar"] and each["says_en"] for each in words["units"])


def test_counted_figures_are_read_in_few_queries(
    three_meals: None, member: Callable[..., Member], call: AsMember, django_assert_num_queries: Any
) -> None:
    jobs.settle()
    ask = call(member("head"))
    ask("get", "/figures")
    with django_assert_num_queries(4):  # the token, what waits, the figures, the months
        assert ask("get", "/figures")[1]["totals"]["interventions"]["now"] == 3


def test_an_operator_reads_no_figures(member: Callable[..., Member], call: AsMember) -> None:
    assert call(member("operator"))("get", "/figures")[0] == 403
    assert call(member("operator"))("get", "/figures/definitions")[0] == 403


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2026-13", "from"),
        ("from=0000", "from"),
        ("from=yesterday", "from"),
        ("from=٢٠٢٦", "from"),
        ("to=2026-99", "to"),
        ("unit=smiles", "unit"),
        ("kept=pole:XX", "kept"),
        ("kept=commune:99.999", "kept"),
        ("kept=%00", "kept"),
    ],
)
def test_what_cannot_be_asked_is_told(
    query: str, field: str, member: Callable[..., Member], call: AsMember
) -> None:
    status, answer = call(member("head"))("get", f"/figures?{query}")
    assert (status, bool(answer["detail"])) == (422, True)
    assert field in answer["field"]


def test_a_month_to_come_is_this_month(member: Callable[..., Member], call: AsMember) -> None:
    later = Month.of(timezone.localdate() + timedelta(days=90))
    assert call(member("head"))("get", f"/figures?from={later}")[0] == 200
