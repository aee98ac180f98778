"""WebM, as browsers wrap a recording: a tree of elements, each with an id, a size, a content."""

from collections.abc import Iterator
from typing import NamedTuple

_SEGMENT, _CLUSTER, _INFO, _TRACKS, _TRACK = 0x18538067, 0x1F43B675, 0x1549A966, 0x1654AE6B, 0xAE
# A recorder writes the first two before it knows their size: one walks into them, never over them.
_ENTERED = frozenset({_SEGMENT, _CLUSTER, _INFO, _TRACKS, _TRACK})
_TAGS, _ATTACHMENTS, _CHAPTERS, _DATE = 0x1254C367, 0x1941A469, 0x1043A770, 0x4461
_DESCRIPTIONS = frozenset({_TAGS, _ATTACHMENTS, _CHAPTERS, _DATE})
# Title, file name, programs, name of the track: texts whose place must stay.
_TEXTS = frozenset({0x7BA9, 0x7384, 0x4D80, 0x5741, 0x536E})
_VOID = 0xEC


class _Element(NamedTuple):
    id: int
    start: int
    content: int
    end: int


def cleaned(content: bytes) -> bytes | None:
    """Descriptions turned into empty space of the same length; None when the elements do not add up."""
    kept, last = bytearray(content), 0
    for element in _elements(content):
        if element.id in _DESCRIPTIONS:
            kept[element.start : element.end] = _void(element.end - element.start)
        elif element.id in _TEXTS:
            kept[element.content : element.end] = bytes(element.end - element.content)
        last = element.content if element.id in _ENTERED else element.end
    return bytes(kept) if last == len(content) else None


def _elements(content: bytes) -> Iterator[_Element]:
    """One after the other as they stand, whatever holds them."""
    at = 0
    while at < len(content):
        name, after = _number(content, at, marked=True)
        size, start = _number(content, after)
        if not name or size is None:
            return
        if name in _ENTERED:
            yield _Element(name, at, start, start)
            at = start
            continue
        end = min(start + size, len(content))  # a recorder that was stopped tells more than it wrote
        yield _Element(name, at, start, end)
        at = end


def _number(content: bytes, at: int, *, marked: bool = False) -> tuple[int | None, int]:
    """A number whose first byte tells its length, with the place behind it; ids keep their mark."""
    if at >= len(content) or not content[at]:
        return None, at
    length = 9 - content[at].bit_length()
    if at + length > len(content):
        return None, at
    value = int.from_bytes(content[at : at + length])
    return value if marked else value & (1 << 7 * length) - 1, at + length


def _void(length: int) -> bytes:
    """An element that players pass over, of this length in all."""
    if length < 9:
        return bytes([_VOID, 0x80 | length - 2]) + bytes(length - 2)
    return bytes([_VOID, 0x01]) + (length - 9).to_bytes(7) + bytes(length - 9)
