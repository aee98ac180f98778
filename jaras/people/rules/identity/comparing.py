"""How one word of a name agrees with another, in ten degrees, across scripts."""

from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from jaras.kernel import folding
from jaras.people.rules.likeness import cost
from jaras.people.rules.names import OF_GOD, Unit

KEPT = 60_000  # pairs of words whose agreement a process remembers


class Degree(IntEnum):
    """From the same word to another one; what the fitted weights are given for."""

    WRITTEN = 0  # the same letters
    HEARD = 1  # the same sounds
    VOWELS = 2  # the same consonants, a vowel or two apart
    CONSONANTS = 3  # the same consonants, vowels far apart
    LETTER = 4  # one letter apart in one script: a slip of the keyboard
    CLOSE = 5  # one consonant apart, taken for one another
    CONSONANT = 6  # one consonant apart
    SERVED = 7  # Hamid for Abdelhamid
    INITIAL = 8  # H. for Hassan
    SHORT = 9  # the beginning of the other, or two letters apart in a long word
    LIKE = 10  # two consonants apart
    OTHER = 11


STRONG, WEAK = Degree.CONSONANTS, Degree.LIKE  # the last that is the same name, the last that may be
_COSTS = (0.0, 0.1, 0.2, 0.35, 1.0, 1.0, 1.4, 0.6, 1.3, 1.6, 2.0, 3.0)  # what decides which word is meant
_OPEN = frozenset("aiueh")
_SERVANT = ("abd", "عبد")


def expense(degree: int) -> float:
    """How much less a word fits that agrees so."""
    return _COSTS[degree]


@lru_cache(KEPT)
def degree(asked: Unit, known: Unit) -> int:
    """How the word that was asked agrees with one that is known."""
    if asked.form == known.form:
        return Degree.WRITTEN
    if not set(asked.sounds).isdisjoint(known.sounds):
        return Degree.HEARD
    alike = folding.is_arabic(asked.form) == folding.is_arabic(known.form)
    if len(asked.form) == 1:
        return Degree.INITIAL if _begins(asked, known, alike) else Degree.OTHER
    if _serves(asked, known):
        return Degree.SERVED
    same = not set(asked.skeletons).isdisjoint(known.skeletons)
    letters = OSA.distance(asked.form, known.form, score_cutoff=2) if alike else 3
    apart = 0 if same else _consonants_apart(asked, known)
    if letters > 2 and apart > 2:
        return Degree.SHORT if alike and _shortens(asked.form, known.form) else Degree.OTHER
    length = max(map(len, (*asked.skeletons, *known.skeletons)), default=0)
    if same:
        return Degree.VOWELS if _differs(asked, known, alike) <= 0.35 else Degree.CONSONANTS
    if letters == 1:
        return Degree.LETTER
    if apart == 1 and length >= 3:
        return Degree.CLOSE if _differs(asked, known, alike) < 1.0 else Degree.CONSONANT
    if letters == 2 and len(asked.form) >= 6:
        return Degree.SHORT
    if alike and _shortens(asked.form, known.form):
        return Degree.SHORT
    if apart <= 2 and length >= 4:
        return Degree.LIKE
    if _differs(asked, known, alike) > 1.3:
        return Degree.OTHER
    return Degree.SHORT if apart == 1 and length == 2 else Degree.LIKE


def _differs(asked: Unit, known: Unit, alike: bool) -> float:
    return min(cost(a, b, alike) for a in asked.sounds for b in known.sounds)


def _consonants_apart(asked: Unit, known: Unit) -> int:
    pairs = ((a, b) for a in asked.skeletons for b in known.skeletons)
    return min((OSA.distance(a, b, score_cutoff=2) for a, b in pairs), default=3)


def _begins(asked: Unit, known: Unit, alike: bool) -> bool:
    """Whether an initial is that of the word, by its letter, else by its sound."""
    if asked.form[0] == known.form[0]:
        return True
    first, other = asked.sounds[0][:1], known.sounds[0][:1]
    return not alike and (first == other or (first in _OPEN and other in _OPEN))


def _serves(asked: Unit, known: Unit) -> bool:
    servants = (asked.form.startswith(_SERVANT), known.form.startswith(_SERVANT))
    if servants[0] == servants[1]:
        return False
    whole, part = (asked, known) if servants[0] else (known, asked)
    if whole.form in OF_GOD:
        return False
    served = {each.removeprefix("bd") for each in whole.skeletons}.intersection(part.skeletons)
    if any(len(each) > 1 for each in served):
        return True
    alike = folding.is_arabic(asked.form) == folding.is_arabic(known.form)
    sounds = [each.partition("bd")[2] for each in whole.sounds]  # Aziz has one consonant: so has Ali
    return bool(served) and any(cost(a, b, alike) <= 0.35 for a in sounds for b in part.sounds)


def _shortens(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one))
