"""Ogg: pages of packets, the second packet of a stream of sound being its comments."""

from dataclasses import dataclass, field

# How the first packet of a stream begins, how its comments do, what must follow when there are none.
_SOUNDS = {
    b"OpusHead": (b"OpusTags", b""),
    b"\x01vorbis": (b"\x03vorbis", b"\x01"),
    b"Speex   ": (b"", b""),
}
_HEADER, _FIRST_PAGE = 27, 0x02
_COMMENTS = 1
Span = tuple[int, int]


@dataclass
class _Stream:
    """One stream on its way to its comments: where their pieces stand, in which pages."""

    head: bytes = b""
    packet: int = 0
    pieces: list[Span] = field(default_factory=list)
    pages: set[Span] = field(default_factory=set)


def cleaned(content: bytes) -> bytes | None:
    """The same pages with empty comments, as long as they were; None when a stream is no sound we know."""
    kept, at = bytearray(content), 0
    begun: dict[bytes, _Stream] = {}
    streams: list[_Stream] = []
    while (end := _end_of_page(content, at)) is not None:
        serial = content[at + 14 : at + 18]
        if content[at + 5] & _FIRST_PAGE or serial not in begun:
            begun[serial] = _Stream()
            streams.append(begun[serial])
        if begun[serial].packet <= _COMMENTS:
            _follow(begun[serial], content, at, end)
        at = end
    del kept[at:]  # what stands behind the last whole page is no sound
    return bytes(kept) if streams and all(_silence(stream, kept) for stream in streams) else None


def _end_of_page(content: bytes, at: int) -> int | None:
    if content[at : at + 4] != b"OggS" or at + _HEADER > len(content):
        return None
    segments = content[at + 26]
    end = at + _HEADER + segments + sum(content[at + _HEADER : at + _HEADER + segments])
    return end if end <= len(content) else None


def _follow(stream: _Stream, content: bytes, at: int, end: int) -> None:
    """A packet is cut into segments of 255 bytes; a shorter one ends it."""
    body = at + _HEADER + content[at + 26]
    for length in content[at + _HEADER : body]:
        if stream.packet < _COMMENTS:
            stream.head += content[body : body + length]
        elif stream.packet == _COMMENTS:
            stream.pieces.append((body, body + length))
            stream.pages.add((at, end))
        stream.packet += length < 255
        body += length


def _silence(stream: _Stream, kept: bytearray) -> bool:
    known = next((words for head, words in _SOUNDS.items() if stream.head.startswith(head)), None)
    comments = b"".join(bytes(kept[start:end]) for start, end in stream.pieces)
    if known is None or stream.packet <= _COMMENTS or not comments.startswith(known[0]):
        return False
    begin, finish = known
    empty = begin + bytes(8) + finish  # nobody made it, nothing is said of it
    if len(empty) > len(comments):
        return False
    empty += bytes(len(comments) - len(empty))
    for start, end in stream.pieces:
        kept[start:end], empty = empty[: end - start], empty[end - start :]
    for start, end in stream.pages:
        kept[start + 22 : start + 26] = bytes(4)
        kept[start + 22 : start + 26] = checksum(kept[start:end]).to_bytes(4, "little")
    return True


def _entry(byte: int) -> int:
    value = byte << 24
    for _bit in range(8):
        value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value


_TABLE = [_entry(byte) for byte in range(256)]


def checksum(page: bytes | bytearray) -> int:
    """The cyclic check of Ogg: neither reflected nor inverted, unlike that of `zlib`."""
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _TABLE[value >> 24 ^ byte]
    return value
