"""Scarce places: as many placed as can be, those in peril first, exactly; each refusal says why."""

import random
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jaras.care.rules.allocation import Kilometres, Reason, Waiting, allocate

NEVER = np.inf
PEOPLE, PLACES, SUITS = 40, 25, 0.18
WAYS = [0.0, 2.5, 7.0, 49.9]  # kilometres


def night(seed: int) -> tuple[list[Waiting], Kilometres]:
    """One of the three hundred nights of the benchmark: who waits, how far each place that suits is."""
    chance = random.Random(seed)
    waiting = [
        Waiting(peril=chance.random() < 0.1, priority=chance.randint(1, 4)) for _person in range(PEOPLE)
    ]
    rows = [
        [chance.uniform(0, 50) if chance.random() < SUITS else NEVER for _place in range(PLACES)]
        for _person in range(PEOPLE)
    ]
    return waiting, np.array(rows)


def most_placed(suits: np.ndarray) -> int:
    """How many can be placed at most: augmenting paths, the plainest algorithm there is."""
    holder: dict[int, int] = {}

    def placed(person: int, tried: set[int]) -> bool:
        for place in np.flatnonzero(suits[person]):
            if int(place) in tried:
                continue
            tried.add(int(place))
            if int(place) not in holder or placed(holder[int(place)], tried):
                holder[int(place)] = person
                return True
        return False

    return sum(placed(person, set()) for person in range(len(suits)))


@pytest.mark.parametrize("seed", range(300))
def test_as_many_are_placed_as_can_be_those_in_peril_first(seed: int) -> None:
    waiting, distances = night(seed)
    found = allocate(waiting, distances)
    taken = [place for place in found.places if place is not None]
    assert len(set(taken)) == len(taken)
    assert all(
        np.isfinite(distances[person, place])
        for person, place in enumerate(found.places)
        if place is not None
    )
    suits = np.isfinite(distances)
    assert len(taken) == most_placed(suits)
    peril = [person for person, each in enumerate(waiting) if each.peril]
    assert sum(found.places[person] is not None for person in peril) == most_placed(suits[peril])
    assert found.refusals.keys() == {person for person, place in enumerate(found.places) if place is None}


def value(
    waiting: list[Waiting], distances: Kilometres, places: tuple[int | None, ...]
) -> tuple[int, int, int, float]:
    """In peril, placed, turns that come before, kilometres not walked: the more the better."""
    pairs = [(person, place) for person, place in enumerate(places) if place is not None]
    return (
        sum(waiting[person].peril for person, _place in pairs),
        len(pairs),
        sum(4 - waiting[person].priority for person, _place in pairs),
        -round(sum(round(float(distances[pair]) / 0.1) for pair in pairs), 1),
    )


@settings(max_examples=150)
@given(st.integers(1, 4), st.integers(1, 4), st.randoms(use_true_random=False))
def test_nothing_is_better_among_all_that_is_possible(
    people: int, places: int, chance: random.Random
) -> None:
    waiting = [
        Waiting(peril=chance.random() < 0.3, priority=chance.randint(1, 4)) for _person in range(people)
    ]
    distances = np.array(
        [
            [
                chance.choice([0.0, 2.5, 7.0, 49.9]) if chance.random() < 0.6 else NEVER
                for _place in range(places)
            ]
            for _person in range(people)
        ]
    )
    seats: list[int | None] = [*range(places), *[None] * people]
    possible = {
        order[:people]
        for order in permutations(seats, people)
        if all(place is None or np.isfinite(distances[one, place]) for one, place in enumerate(order))
    }
    best = max(value(waiting, distances, each) for each in possible)
    assert value(waiting, distances, tuple(allocate(waiting, distances).places)) == best


@pytest.mark.parametrize(
    ("waiting", "distances", "reason", "instead"),
    [
        ([Waiting()], [[NEVER]], Reason.NOTHING_SUITS, None),
        ([Waiting(), Waiting(peril=True)], [[1], [9]], Reason.MORE_PERIL, 1),
        ([Waiting(priority=3), Waiting(priority=1)], [[1], [9]], Reason.BEFORE, 1),
        ([Waiting(), Waiting()], [[9], [1]], Reason.NOWHERE_ELSE, 1),
    ],
)
def test_a_refusal_says_why(
    waiting: list[Waiting], distances: list[list[float]], reason: Reason, instead: int | None
) -> None:
    refusal = allocate(waiting, np.array(distances, float)).refusals[0]
    assert (refusal.reason, refusal.instead) == (reason, instead)


def test_nobody_waits_nothing_is_free() -> None:
    assert allocate([], np.empty((0, 3))).places == []
    nothing = allocate([Waiting()], np.empty((1, 0)))
    assert nothing.refusals[0].reason == Reason.NOTHING_SUITS
