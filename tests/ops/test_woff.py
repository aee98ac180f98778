"""A font of the web is unpacked for paper."""

import struct
import zlib

import pytest

from jaras.ops import woff


def test_tables_come_out_as_they_went_in() -> None:
    tables = {b"cmap": b"a" * 400, b"name": b"xyz"}
    start, bodies, directory = 44 + 20 * len(tables), b"", b""
    for tag, body in tables.items():
        packed = zlib.compress(body) if len(body) > 100 else body
        directory += struct.pack(">4sIIII", tag, start + len(bodies), len(packed), len(body), 7)
        bodies += packed
    head = struct.pack(">4sIIHHIHHIIIII", b"wOFF", 0x00010000, 0, len(tables), 0, 0, 1, 0, 0, 0, 0, 0, 0)
    plain = woff.unpacked(head + directory + bodies)
    found = {}
    for number in range(len(tables)):
        tag, _sum, offset, size = struct.unpack_from(">4sIII", plain, 12 + 16 * number)
        found[tag] = plain[offset : offset + size]
    assert found == tables


def test_anything_else_is_refused() -> None:
    with pytest.raises(ValueError, match="WOFF"):
        woff.unpacked(b"wOF2" + b"\0" * 60)
