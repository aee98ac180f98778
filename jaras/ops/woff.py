"""Fonts of the web unpacked for paper: WOFF 1.0 to the plain file that printing reads."""

import struct
import zlib

HEADER, ENTRY = ">4sIIHHIHHIIIII", ">4sIIII"
SIGNATURE = b"wOFF"


def unpacked(content: bytes) -> bytes:
    """The same tables, inflated, behind the directory of an OpenType file."""
    signature, flavor, _length, count, *_rest = struct.unpack_from(HEADER, content)
    if signature != SIGNATURE:
        raise ValueError("not a WOFF 1.0 font")
    start = struct.calcsize(HEADER)
    tables = []
    for number in range(count):
        tag, offset, packed, size, checksum = struct.unpack_from(
            ENTRY, content, start + number * struct.calcsize(ENTRY)
        )
        body = content[offset : offset + packed]
        tables.append((tag, checksum, zlib.decompress(body) if packed < size else body))
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">IHHHH", flavor, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    place = len(head) + 16 * count
    directory, bodies = b"", b""
    for tag, checksum, body in tables:
        directory += struct.pack(">4sIII", tag, checksum, place + len(bodies), len(body))
        bodies += body + b"\0" * (-len(body) % 4)
    return head + directory + bodies
