"""The code with which a reporter finds the answer: 80 random bits, told once."""

import hashlib
from secrets import randbelow

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
LENGTH, GROUP = 16, 4  # 16 × 5 bits
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def fresh_code() -> str:
    return _grouped("".join(ALPHABET[randbelow(len(ALPHABET))] for _ in range(LENGTH)))


def code_from(seed: bytes) -> str:
    """The code that these bytes make: as many random bits as they hold, 80 at most."""
    number = int.from_bytes(seed[: LENGTH * 5 // 8])
    return _grouped("".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH))))


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def normalised(code: str) -> str:
    """As people type it: small letters, spaces, O for 0."""
    return "".join(sign for sign in code.upper().translate(_MISREAD) if sign in ALPHABET)


def digest(code: str) -> str:
    return hashlib.sha256(f"jaras tracking {normalised(code)}".encode()).hexdigest()
