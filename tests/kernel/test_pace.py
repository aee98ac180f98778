"""Pieces follow how long the last one took."""

from hypothesis import given
from hypothesis import strategies as st

from jaras.kernel.pace import A_PIECE_S, Pace


def test_quick_pieces_grow_at_most_twofold_up_to_the_largest() -> None:
    pace, sizes = Pace(first=100, least=20, most=500), []
    for _each in range(4):
        pace.took(0.01)
        sizes.append(pace.size)
    assert sizes == [200, 400, 500, 500]


def test_a_slow_piece_shrinks_at_once_to_what_fits() -> None:
    pace = Pace(first=500, least=20, most=500)
    pace.took(A_PIECE_S * 10)
    assert pace.size == 50


def test_a_machine_that_stands_still_gets_the_smallest_piece() -> None:
    pace = Pace(first=500, least=20, most=500)
    pace.took(3600)
    assert pace.size == 20


def test_a_clock_without_ticks_stops_nothing() -> None:
    pace = Pace(first=1, least=1, most=1)
    pace.took(0)
    assert pace.size == 1


@given(per_row=st.floats(0.0001, 0.03))
def test_it_settles_where_a_piece_lasts_as_long_as_others_may_wait(per_row: float) -> None:
    pace = Pace(first=100, least=20, most=500)
    for _each in range(6):
        pace.took(pace.size * per_row)
    assert pace.size * per_row <= A_PIECE_S * 1.001
    assert pace.size in (20, 500) or (pace.size + 2) * per_row >= A_PIECE_S * 0.9


def test_a_piece_is_timed_until_it_is_over() -> None:
    pace = Pace(first=1, least=1, most=100)
    with pace.piece() as most:
        assert most == 1
    assert pace.size == 2
