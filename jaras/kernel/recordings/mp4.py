"""MP4, as telephones wrap a recording: a tree of boxes."""

# Boxes that hold other boxes; boxes that describe (place, device, author).
_HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"moof", b"traf"})
_DESCRIPTIONS = frozenset({b"udta", b"meta", b"uuid"})
_STILL_IMAGES = frozenset({b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif", b"avis"})


def is_sound(content: bytes) -> bool:
    """A photograph in the same wrapping keeps its place, so it is not taken."""
    return content[8:12] not in _STILL_IMAGES


def cleaned(content: bytes) -> bytes | None:
    kept = bytearray(content)
    return bytes(kept) if _silence(kept, 0, len(kept)) else None


def _silence(content: bytearray, start: int, end: int) -> bool:
    """Turn descriptions into empty space of the same length; False when the boxes do not add up."""
    while end - start >= 8:
        size, name, header = (
            int.from_bytes(content[start : start + 4]),
            bytes(content[start + 4 : start + 8]),
            8,
        )
        if size == 1:
            size, header = int.from_bytes(content[start + 8 : start + 16]), 16
        elif size == 0:
            size = end - start
        if size < header or start + size > end:
            return False
        if name in _DESCRIPTIONS:
            content[start + 4 : start + 8] = b"free"
            content[start + header : start + size] = bytes(size - header)
        elif name in _HOLDERS and not _silence(content, start + header, start + size):
            return False
        start += size
    return start == end
