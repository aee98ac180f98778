"""A sealed file is read from any place; what was cut, moved or altered in it is told."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from jaras.kernel.keys import Unreadable
from jaras.kernel.keys.streams import HEADER, PIECE, TAG, reader, write

KEY = AESGCM(bytes(range(32)))


def sealed(content: bytes, *, step: int = 1000) -> bytes:
    out = io.BytesIO()
    assert write((content[at : at + step] for at in range(0, len(content), step)), out, KEY) == len(content)
    return out.getvalue()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7])
def test_whole_again(size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    with reader(io.BytesIO(sealed(content, step=7777)), KEY) as file:
        assert file.seek(0, io.SEEK_END) == size
        file.seek(0)
        assert file.read() == content


LONG = bytes(number * 7 % 256 for number in range(3 * PIECE + 100))
KEPT = sealed(LONG)


@given(st.lists(st.tuples(st.integers(0, len(LONG) + 5), st.integers(0, 2 * PIECE)), max_size=8))
def test_read_from_any_place(asked: list[tuple[int, int]]) -> None:
    with reader(io.BytesIO(KEPT), KEY) as file:
        for place, length in asked:
            file.seek(place)
            assert file.read(length) == LONG[place : place + length]


def test_a_workbook_and_a_table_are_read_as_they_were() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("a.txt", LONG)
    with reader(io.BytesIO(sealed(packed.getvalue())), KEY) as file, zipfile.ZipFile(file) as book:
        assert book.read("a.txt") == LONG
    lines = "".join(f"ligne {number};é;مرحبا\r\n" for number in range(9000)).encode()
    with io.TextIOWrapper(reader(io.BytesIO(sealed(lines)), KEY), encoding="utf-8", newline="") as text:
        assert sum(len(row) for row in csv.reader(text, delimiter=";")) == 27_000


@pytest.mark.parametrize(
    "harm",
    [
        lambda kept: kept[:-1],
        lambda kept: kept[: HEADER + PIECE + TAG],
        lambda kept: kept[: HEADER + 2 * (PIECE + TAG)],
        lambda kept: kept[:HEADER],
        lambda kept: kept[:4],
        lambda kept: kept + b"x",
        lambda kept: b"x" + kept,
        lambda kept: kept[:HEADER] + kept[HEADER + PIECE + TAG : HEADER + 2 * (PIECE + TAG)] + kept[HEADER:],
        lambda kept: kept[: HEADER + 9] + bytes([kept[HEADER + 9] ^ 1]) + kept[HEADER + 10 :],
    ],
)
def test_harm_is_told(harm) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Unreadable):
        reader(io.BytesIO(harm(KEPT)), KEY).read()


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Unreadable):
        reader(io.BytesIO(KEPT), AESGCM(bytes(32))).read()


def test_nothing_shows_on_the_disk(tmp_path: Path) -> None:
    words = "une cave bleue derrière le souk".encode()
    assert words not in sealed(words * 100)
