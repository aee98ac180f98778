"""What steering reads."""

from jaras.steering.queries.board import Board, Wanted, board
from jaras.steering.queries.checking import Difference, batches, sums, turn, wrong_figures, wrong_things
from jaras.steering.queries.differences import Change, as_kept, change
from jaras.steering.queries.reach import KINDS, reached

__all__ = [
    "KINDS",
    "Board",
    "Change",
    "Difference",
    "Wanted",
    "as_kept",
    "batches",
    "board",
    "change",
    "reached",
    "sums",
    "turn",
    "wrong_figures",
    "wrong_things",
]
