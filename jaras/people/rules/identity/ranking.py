"""Who is looked at first: what keys say of somebody's name, once a word, with how what is kept agrees."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from jaras.people.rules.identity.echoes import Echoes, likeness
from jaras.people.rules.identity.leads import SLOTS, Lead
from jaras.people.rules.identity.postings import Entries, Ids
from jaras.people.rules.identity.traits import Packed, Scores

Places = NDArray[np.int64]
MOST_HEARD = 2500  # entries whose sounds are compared: of more, those that agree best without
RARE = 0.66  # what a word adds for each logarithm of its rarity, fitted with the sounds


def votes(
    entries: Entries, places: Places, leads: Sequence[Lead], agreed: Callable[[Packed], Scores]
) -> tuple[Ids, Scores]:
    """Each person once, with the sum. Shapes: entries (n,), places (n,) into leads."""
    agrees = agreed(entries["traits"])
    says = RARE * np.array([lead.all for lead in leads], np.float32)
    if len(entries) > MOST_HEARD:
        kept = np.argpartition(-(says[places] + agrees), MOST_HEARD)[:MOST_HEARD]
        entries, places, agrees = entries[kept], places[kept], agrees[kept]
    order = np.argsort(entries["person"], kind="stable")
    entries, places, agrees = entries[order], places[order], agrees[order]
    persons: Ids = entries["person"]
    firsts = np.flatnonzero(np.append(True, persons[1:] != persons[:-1])) if len(persons) else order
    if not len(firsts):
        return persons, np.zeros(0, np.float32)
    said = np.zeros((len(persons), SLOTS), np.float32)
    row = np.arange(len(persons))
    for slot, points, sounds, known in (
        ("other", "also", "other_echo", entries["second"]),
        ("slot", "says", "echo", entries["first"]),
    ):
        at = np.array([getattr(lead, slot) for lead in leads])[places]
        worth = np.array([getattr(lead, points) for lead in leads], np.float32)[places]
        asked = _bytes([getattr(lead, sounds) for lead in leads])[places]
        heard = np.where(worth > 0, RARE * worth + likeness(asked, known), 0.0)
        said[row, at] = np.maximum(said[row, at], heard)
    best = np.maximum.reduceat(said, firsts, axis=0).sum(1)
    return persons[firsts], best + np.maximum.reduceat(agrees, firsts)


def first(persons: Ids, votes: Scores, most: int) -> dict[int, float]:
    """The likeliest first, with their sums; of two alike the one registered last."""
    if len(persons) > most:
        least = np.partition(votes, -most)[-most]
        kept = np.flatnonzero(votes >= least)
        persons, votes = persons[kept], votes[kept]
    order = np.lexsort((-persons, -votes))[:most]
    return dict(zip(persons[order].tolist(), votes[order].tolist(), strict=True))


def _bytes(echoes: Sequence[int]) -> Echoes:
    return np.array(echoes, "<u4").view(np.uint8).reshape(-1, 4)
