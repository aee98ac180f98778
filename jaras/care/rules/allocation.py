"""Who gets which place when places are scarce: the best for all together, exactly, with why.

First as many as possible of those in peril, then as many as possible, then those before others, then the
shortest ways. A proposal: people decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Kilometres = NDArray[np.float64]  # waiting × places; infinite: this place does not suit
PRIORITIES = 4  # 1 comes first
STEP = 0.1  # kilometres: shorter differences do not count
FARTHEST = 500.0  # kilometres; whatever is farther counts as this far


class Reason(StrEnum):
    """Why somebody gets no place."""

    NOTHING_SUITS = "nothing_suits"
    MORE_PERIL = "more_peril"  # somebody in peril has the place
    BEFORE = "before"  # somebody whose turn comes before has it
    NOWHERE_ELSE = "nowhere_else"  # whoever has it has no other that suits
    TOGETHER = "together"  # all in all fewer would be placed, or farther away


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits: in peril or not, which turn."""

    peril: bool = False
    priority: int = PRIORITIES


@dataclass(frozen=True)
class Refusal:
    """Why this one gets none; `instead`: who has a place that would suit, if that is why."""

    reason: Reason
    instead: int | None = None


@dataclass(frozen=True)
class Allocation:
    """The place of each who waits, none where there is none, then with why."""

    places: list[int | None]
    refusals: dict[int, Refusal]


def allocate(waiting: Sequence[Waiting], distances: Kilometres) -> Allocation:
    """The best assignment of those who wait to places; `distances` in km, infinite: it does not suit."""
    gains = _gains(waiting, distances)
    places = _assigned(gains)
    refusals = {
        one: _why(one, waiting, distances, places) for one, place in enumerate(places) if place is None
    }
    return Allocation(places, refusals)


def _gains(waiting: Sequence[Waiting], distances: Kilometres) -> NDArray[np.float64]:
    """What each pair is worth: whole numbers in which one step of a rule outweighs all of those after it.

    Exact as long as they stay below 2^53: 10,000 places.
    """
    most = min(distances.shape)
    steps = np.round(np.minimum(distances, FARTHEST) / STEP)
    of_distance = most * FARTHEST / STEP + 1
    of_turn = most * PRIORITIES * of_distance + of_distance
    of_peril = most * of_turn + of_turn
    peril = np.array([each.peril for each in waiting], np.float64)[:, None]
    turn = np.array([PRIORITIES - each.priority for each in waiting], np.float64)[:, None]
    worth = of_peril * peril + of_turn + of_distance * turn + (FARTHEST / STEP - steps)
    return np.where(np.isfinite(distances), worth, 0.0)


def _assigned(gains: NDArray[np.float64]) -> list[int | None]:
    """For each row its column, so that the sum is greatest; a pair worth nothing is none."""
    if not gains.size:
        return [None] * gains.shape[0]
    if gains.shape[0] <= gains.shape[1]:
        columns = _hungarian(-gains)
        found = dict(enumerate(columns))
    else:
        rows = _hungarian(-gains.T)
        found = {row: column for column, row in enumerate(rows)}
    worth = {row: column for row, column in found.items() if gains[row, column] > 0}
    return [worth.get(row) for row in range(gains.shape[0])]


def _hungarian(costs: NDArray[np.float64]) -> list[int]:
    """For each row its column at the least sum; rows are at most as many as columns.

    Shortest augmenting paths (Jonker and Volgenant 1987, as Crouse 2016 writes them for rectangles): the
    prices of rows and columns prove at each step that nothing is better.
    """
    rows, columns = costs.shape
    of_row, of_column = costs.min(axis=1), np.zeros(columns)
    row_of, column_of = np.full(columns, -1), np.full(rows, -1)
    for row, column in enumerate(costs.argmin(axis=1)):  # whoever finds the best free begins there
        if row_of[column] < 0:
            row_of[column], column_of[row] = row, column
    for first in np.flatnonzero(column_of < 0):
        least, before = np.full(columns, np.inf), np.zeros(columns, np.int64)
        seen = np.zeros(columns, bool)
        row, length = int(first), 0.0
        while True:
            longer = costs[row] - of_column
            longer += length - of_row[row]
            better = longer < least
            better &= ~seen
            least[better], before[better] = longer[better], row
            column = int(np.where(seen, np.inf, least).argmin())
            seen[column], length = True, float(least[column])
            row = int(row_of[column])
            if row < 0:
                break
        found = np.flatnonzero(seen)
        inside = found[row_of[found] >= 0]
        of_row[first] += length
        of_row[row_of[inside]] += length - least[inside]
        of_column[found] -= length - least[found]
        while True:
            row = int(before[column])
            row_of[column], column_of[row], column = row, column, int(column_of[row])
            if row == first:
                break
    return [int(column) for column in column_of]


def _why(
    one: int, waiting: Sequence[Waiting], distances: Kilometres, places: Sequence[int | None]
) -> Refusal:
    """The plainest reason, of those that hold for the places that would suit."""
    suits = np.flatnonzero(np.isfinite(distances[one]))
    if not suits.size:
        return Refusal(Reason.NOTHING_SUITS)
    holders = {place: who for who, place in enumerate(places) if place is not None}
    taken = {int(place) for place in holders}
    mine = waiting[one]
    others = [holders[int(place)] for place in suits if int(place) in holders]
    for other in others:
        if waiting[other].peril and not mine.peril:
            return Refusal(Reason.MORE_PERIL, other)
    for other in others:
        if waiting[other].priority < mine.priority and waiting[other].peril == mine.peril:
            return Refusal(Reason.BEFORE, other)
    for other in others:
        elsewhere = {int(place) for place in np.flatnonzero(np.isfinite(distances[other]))}
        if not elsewhere - taken:
            return Refusal(Reason.NOWHERE_ELSE, other)
    return Refusal(Reason.TOGETHER, others[0] if others else None)
