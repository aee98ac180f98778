"""WAV: a row of chunks, of which the sound needs three."""

_OF_THE_SOUND = frozenset({b"fmt ", b"fact", b"data"})


def cleaned(content: bytes) -> bytes | None:
    """The chunks of the sound alone; what else stands there is a description."""
    kept, at, found = b"", 12, set()
    while at + 8 <= len(content):
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        body = content[at + 8 : at + 8 + size]  # a recorder that was stopped tells more than it wrote
        if name in _OF_THE_SOUND:
            found.add(name)
            kept += name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
        at += 8 + size + size % 2
    if not {b"fmt ", b"data"} <= found:
        return None
    return b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WAVE" + kept
