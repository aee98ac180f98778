"""How many text messages an operator makes of some words."""

from collections.abc import Sequence
from dataclasses import dataclass

# GSM 03.38: the alphabet of seven bits, the signs that take two places in it.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")
SEVEN_BITS, SIXTEEN_BITS = (160, 153), (70, 67)  # places of a single message, of each of several


@dataclass(frozen=True)
class Size:
    """What some words cost."""

    parts: int
    left: int  # places in the last one
    plain: bool  # in the alphabet of seven bits; else sixteen bits a sign


def is_plain(words: str) -> bool:
    return all(sign in BASIC or sign in EXTENDED for sign in words)


def size(words: str) -> Size:
    """No sign is cut in two: what does not fit goes whole into the next message."""
    plain = is_plain(words)
    if plain:
        places, (single, several) = [1 + (sign in EXTENDED) for sign in words], SEVEN_BITS
    else:
        places, (single, several) = [1 + (ord(sign) > 0xFFFF) for sign in words], SIXTEEN_BITS
    if sum(places) <= single:
        return Size(parts=min(1, len(words)), left=single - sum(places), plain=plain)
    parts, used = _filled(places, several)
    return Size(parts=parts, left=several - used, plain=plain)


def parts(words: str) -> int:
    return size(words).parts


def _filled(places: Sequence[int], room: int) -> tuple[int, int]:
    parts, used = 1, 0
    for place in places:
        if used + place > room:
            parts, used = parts + 1, 0
        used += place
    return parts, used
