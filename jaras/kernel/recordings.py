"""What a recording or a document is by its bytes, freed of what it says about the place."""

# Boxes of an MP4 that hold other boxes; boxes that describe (place, device, author).
_HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"moof", b"traf"})
_DESCRIPTIONS = frozenset({b"udta", b"meta", b"uuid"})
_STILL_IMAGES = frozenset({b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif", b"avis"})
_MP3_STARTS = frozenset({0xFA, 0xFB, 0xF2, 0xF3, 0xE2, 0xE3})
_AAC_STARTS = frozenset({0xF1, 0xF9})


def recognised(content: bytes) -> tuple[bytes, str, str] | None:
    """The bytes to keep, their media type and suffix; None for whatever a cell has no use for."""
    if content.startswith(b"%PDF-"):
        return content, "application/pdf", ".pdf"
    if content.startswith(b"\x1aE\xdf\xa3"):
        return content, "audio/webm", ".webm"
    if content.startswith(b"OggS"):
        return content, "audio/ogg", ".ogg"
    if content.startswith(b"#!AMR"):
        return content, "audio/amr", ".amr"
    if content.startswith(b"RIFF") and content[8:12] == b"WAVE":
        return content, "audio/wav", ".wav"
    if content[4:8] == b"ftyp":
        return _mp4(content)
    return _frames(_after_id3(content))


def _mp4(content: bytes) -> tuple[bytes, str, str] | None:
    """A recording; a photograph in the same wrapping keeps its place, so it is not taken."""
    if content[8:12] in _STILL_IMAGES:
        return None
    kept = bytearray(content)
    if not _silence(kept, 0, len(kept)):
        return None
    return bytes(kept), "audio/mp4", ".m4a"


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


def _after_id3(content: bytes) -> bytes:
    """The sound without the labels before it."""
    if content[:3] != b"ID3" or len(content) < 10:
        return content
    size = 0
    for byte in content[6:10]:
        size = size << 7 | byte & 0x7F
    return content[10 + size :]


def _frames(content: bytes) -> tuple[bytes, str, str] | None:
    if len(content) > 1 and content[0] == 0xFF:
        if content[1] in _MP3_STARTS:
            return content, "audio/mpeg", ".mp3"
        if content[1] in _AAC_STARTS:
            return content, "audio/aac", ".aac"
    return None
