"""What steering reads."""

from jaras.steering.queries.asking import LONGEST, is_filter, listed, may_ask, read_period
from jaras.steering.queries.behind import Behind, behind
from jaras.steering.queries.board import Board, Wanted, board, first_month, shares_of
from jaras.steering.queries.checking import Difference, batches, sums, turn, wrong_figures, wrong_things
from jaras.steering.queries.differences import Change, as_kept, change
from jaras.steering.queries.reach import KINDS, reached
from jaras.steering.queries.telling import Told, ToldDelays, sees_lists, told

__all__ = [
    "KINDS",
    "LONGEST",
    "Behind",
    "Board",
    "Change",
    "Difference",
    "Told",
    "ToldDelays",
    "Wanted",
    "as_kept",
    "batches",
    "behind",
    "board",
    "change",
    "first_month",
    "is_filter",
    "listed",
    "may_ask",
    "reached",
    "read_period",
    "sees_lists",
    "shares_of",
    "sums",
    "told",
    "turn",
    "wrong_figures",
    "wrong_things",
]
