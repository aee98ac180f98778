"""How a word sounds, in four bytes: what tells Saïd from Souad where the consonants are the same.

Of each script its sounds, then these without what the other script leaves out; 0 where there is no writing.
"""

from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from jaras.kernel import folding
from jaras.people.rules.identity.traits import Scores
from jaras.people.rules.names import KEPT, Unit, sounds_of

BYTES = 4  # latin, arabic, latin without short sounds, arabic without
Echoes = NDArray[np.uint8]  # shape (n, 4)

# What a word adds that was found, beside how rare it is, in logarithms.
SAME, ALIKE, OTHER = 6.1, 4.5, 2.8  # both in one script
SAME_ACROSS, OTHER_ACROSS = 6.1, 3.9  # in two
UNHEARD = 1.7  # its sounds are not known
_SHORT = str.maketrans("", "", "aeh")


@lru_cache(KEPT)
def echo(word: Unit, reading: str) -> int:
    """Of a word that is heard so."""
    sounds = sounds_of(word, reading)
    ending = "+" if sounds.endswith(("a", "h")) else ""
    said, loose = _byte(sounds), _byte(sounds.translate(_SHORT) + ending)
    return (said << 8 | loose << 24) if folding.is_arabic(word.form) else (said | loose << 16)


def both(one: int, other: int) -> int:
    """Of a word written in both scripts, or in two ways: the first way of each script."""
    found = one
    for at in (0, 8, 16, 24):
        if not one >> at & 255:
            found |= other & 255 << at
    return found


def packed(first: int, second: int) -> int:
    """The two words of a key in 64 bits, signed."""
    return int.from_bytes((first | second << 32).to_bytes(8, "little"), "little", signed=True)


def likeness(asked: Echoes, known: Echoes) -> Scores:
    """What finding a word adds by how it sounds, row by row."""
    there = (asked != 0) & (known != 0)
    same = there & (asked == known)
    strict, loose = same[:, :2].any(1), same[:, 2:].any(1)
    one_script = there[:, :2].any(1)
    across = (asked[:, 2:] != 0) & (known[:, :1:-1] != 0)
    crossed = (across & (asked[:, 2:] == known[:, :1:-1])).any(1)
    found = np.where(strict, SAME, np.where(loose | crossed, ALIKE, OTHER))
    other = np.where(crossed, SAME_ACROSS, np.where(across.any(1), OTHER_ACROSS, UNHEARD))
    return np.where(one_script, found, other).astype(np.float32)


def _byte(text: str) -> int:
    return 1 + crc32(text.encode()) % 255
