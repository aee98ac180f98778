"""How far two names are one name written twice."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from jaras.kernel.folding import KEPT
from jaras.people.rules.names import Unit

# What one difference between two sounds costs: vowels, consonants taken for one another, others.
VOWEL, CLOSE, FAR = 0.25, 0.6, 1.0
UNWRITTEN = 0.12  # a vowel, between the two scripts: Arabic leaves the short ones out
VOWELS = frozenset("aiueh")
CLOSE_TO = tuple(map(frozenset, ("kqgGJjx", "hx", "szc", "td", "bf", "mn", "lr")))


def apart(asked: Sequence[Unit], known: Sequence[Unit]) -> float:
    """What the differences cost when each unit that was asked is read as the nearest one that is known."""
    return sum(min((_apart(one, other) for other in known), default=float(len(one.form))) for one in asked)


@lru_cache(KEPT)
def _apart(one: Unit, other: Unit) -> float:
    return min(cost(a, b) for a in one.sounds for b in other.sounds)


def cost(one: str, other: str, alike: bool = True) -> float:
    """What the differences of two sounds cost; 0 where they are the same. `alike`: written in one script."""
    total = 0.0
    costs = _COSTS[alike]
    for step in Levenshtein.editops(one, other):
        gone = one[step.src_pos] if step.tag != "insert" else ""
        come = other[step.dest_pos] if step.tag != "delete" else ""
        total += costs.get((gone, come), FAR)
    return total


def _cost(gone: str, come: str, vowel: float) -> float:
    if VOWELS.issuperset(gone + come):
        return vowel
    return CLOSE if gone and come and any({gone, come} <= each for each in CLOSE_TO) else FAR


_SOUNDS = ("", *sorted(VOWELS.union(*CLOSE_TO)))
_COSTS = {
    alike: {(gone, come): _cost(gone, come, vowel) for gone in _SOUNDS for come in _SOUNDS}
    for alike, vowel in ((True, VOWEL), (False, UNWRITTEN))
}
