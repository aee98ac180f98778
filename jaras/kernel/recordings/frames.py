"""Sound without a wrapping (MP3, AAC), whose labels stand before and behind it."""

_MP3_STARTS = frozenset({0xFA, 0xFB, 0xF2, 0xF3, 0xE2, 0xE3})
_AAC_STARTS = frozenset({0xF1, 0xF9})
_ID3V1, _APE_FOOTER = 128, 32


def recognised(content: bytes) -> tuple[bytes, str, str] | None:
    content = _before_labels(_after_id3(content))
    if len(content) > 1 and content[0] == 0xFF:
        if content[1] in _MP3_STARTS:
            return content, "audio/mpeg", ".mp3"
        if content[1] in _AAC_STARTS:
            return content, "audio/aac", ".aac"
    return None


def _after_id3(content: bytes) -> bytes:
    while content[:3] == b"ID3" and len(content) >= 10:
        size = 0
        for byte in content[6:10]:
            size = size << 7 | byte & 0x7F
        content = content[10 + size :]
    return content


def _before_labels(content: bytes) -> bytes:
    if content[-_ID3V1:].startswith(b"TAG"):
        content = content[:-_ID3V1]
    footer = content[-_APE_FOOTER:]
    if footer.startswith(b"APETAGEX"):
        label = int.from_bytes(footer[12:16], "little")
        head = _APE_FOOTER if footer[23] & 0x80 else 0
        content = content[: max(0, len(content) - label - head)]
    return content
