"""The bars of a pair: each begins where the one before ends, the last is their sum."""

import math

import pytest
from django.utils.translation import override

from jaras.people.models import Link
from jaras.web.people.weights import factor, waterfall


def link(probability: float, *reasons: tuple[str, float]) -> Link:
    return Link(probability=probability, reasons=[list(reason) for reason in reasons])


def test_a_night_begins_with_two_records_at_random() -> None:
    total = -9.0 + 12.0 - 1.0
    found = waterfall(
        link(
            1 / (1 + math.exp(-total)),
            ("name_script", 12.0),
            ("before", -9.0),
            ("commune_other", -1.0),
        )
    )
    assert found is not None
    first, name, commune, whole = found.steps
    assert [first.likelier, name.likelier, commune.likelier, whole.likelier] == [False, True, False, True]
    assert (first.end, name.end, commune.end) == (name.start, commune.start, whole.end)
    assert (first.start, first.end, whole.start) == (found.even, 0.0, found.even)
    assert name.end == 100.0
    assert whole.whole


def test_a_check_at_intake_begins_with_how_many_might_be_meant() -> None:
    found = waterfall(link(0.5, ("name_same", 6.0), ("birth_same", 4.0)))
    assert found is not None
    assert [step.factor for step in found.steps[:1]] == [factor(-10.0)]
    assert found.steps[-1].end == pytest.approx(found.even, abs=0.01)


def test_what_no_reason_says_is_a_bar_of_its_own() -> None:
    found = waterfall(link(0.5, ("before", -8.0), ("given_other", 11.0)))
    assert found is not None
    assert len(found.steps) == 4
    assert found.steps[2].factor == factor(-3.0)


def test_nobody_gave_a_reason() -> None:
    assert waterfall(link(1.0)) is None
    assert waterfall(link(1.0, ("a code of before", 3.0))) is None


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_what_nothing_outweighs_stays_on_the_paper(probability: float) -> None:
    found = waterfall(link(probability, ("name_same", 700.0)))
    assert found is not None
    assert all(0 <= step.start <= 100 and 0 <= step.end <= 100 for step in found.steps)


def test_factors_have_two_figures_in_the_readers_way() -> None:
    with override("fr"):
        assert factor(0.7) == "×\u00a02"
        assert factor(-0.4) == "÷\u00a01,5"
        assert factor(8.5) == "×\u00a04\u202f900"
        assert factor(0.0) == "×\u00a01"
        assert factor(-900.0) == ">\u00a0÷\u00a01\u202f000\u202f000"
