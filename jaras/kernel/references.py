"""Numbers told as short codes: who knows one finds no other by counting.

A number with fourteen zeros behind it goes through ten turns of a keyed mixing that can be turned back; eight
signs come out. A code that was made up comes back without its zeros but once in sixteen thousand times, then
still has to fall on a number that exists. Nothing is stored. The key is kept with the
others, outside the database; it stays the same when master keys change, for cards are printed.
"""

import hmac
import unicodedata
from collections.abc import Iterable

from jaras.kernel.keys import ring

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U: read aloud, copied by hand, never a word
ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
LENGTH, HALF, ZEROS, TURNS = 8, 20, 14, 10
LARGEST = 1 << (2 * HALF - ZEROS)
_MASK = (1 << HALF) - 1


def told(kind: str, number: int) -> str:
    """The code of this number, in two groups of four signs."""
    if not 0 <= number < LARGEST:
        raise ValueError(f"{kind} {number} is too large for a code of {LENGTH} signs")
    block = _mixed(kind, number << ZEROS, range(TURNS))
    signs = "".join(SIGNS[block >> shift & 31] for shift in range(5 * LENGTH - 5, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def number_of(kind: str, code: str) -> int | None:
    """The number that this code tells, however it was typed; nothing where it is none of ours."""
    written = unicodedata.normalize("NFKC", code).upper()
    digits = (str(unicodedata.digit(sign, sign)) for sign in written if sign.isalnum())
    signs = "".join(digits).translate(ALIKE)
    if len(signs) != LENGTH or not set(signs) <= set(SIGNS):
        return None
    block = 0
    for sign in signs:
        block = block << 5 | SIGNS.index(sign)
    # Halves that change places make the way back the same as the way there, its turns in reverse.
    found = _swapped(_mixed(kind, _swapped(block), reversed(range(TURNS))))
    return None if found & ((1 << ZEROS) - 1) else found >> ZEROS


def _mixed(kind: str, block: int, turns: Iterable[int]) -> int:
    key, left, right = _key(kind), block >> HALF, block & _MASK
    for turn in turns:
        mark = hmac.digest(key, bytes([turn]) + right.to_bytes(3), "sha256")
        left, right = right, left ^ (int.from_bytes(mark[:4]) & _MASK)
    return left << HALF | right


def _swapped(block: int) -> int:
    return (block & _MASK) << HALF | block >> HALF


def _key(kind: str) -> bytes:
    return hmac.digest(ring.ring().lookup, f"reference:{kind}".encode(), "sha256")
