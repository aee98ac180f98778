"""Words that nobody else writes, found again however a disk holds them."""

import base64
import contextlib
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

ROOT, ARABIC = "mimosaviolet", "قرنفلمذاب"
LATITUDE, LONGITUDE = 32.887713, -6.912291
LETTERS = "bcdfghjklmnpqrstvwxz"
PACKED = re.compile(rb"[A-Za-z0-9+/_-]{24,}")
SQUEEZED = (b"\x78\x01", b"\x78\x9c", b"\x78\xda")
LARGEST = 1 << 20  # of what is unpacked


class Marks:
    """Makes the words, the numbers, one after the other; knows them all."""

    def __init__(self) -> None:
        self.count = 0
        self.numbers: list[str] = []

    def word(self) -> str:
        """One word of letters, which no rule folds or cuts."""
        self.count += 1
        first, rest = divmod(self.count, len(LETTERS) ** 2)
        return ROOT + LETTERS[first] + LETTERS[rest // len(LETTERS)] + LETTERS[rest % len(LETTERS)]

    def arabic(self) -> str:
        self.count += 1
        return f"{ARABIC}{'بتجدر'[self.count % 5]}{'سكلمن'[self.count // 5 % 5]}"

    def email(self) -> str:
        return f"{self.word()}@example.org"

    def telephone(self) -> str:
        self.numbers.append(f"66187{len(self.numbers) + 4013}")
        return f"0{self.numbers[-1]}"

    def card(self) -> str:
        """The number of an identity card."""
        self.numbers.append(f"QX{len(self.numbers) + 918273}")
        return self.numbers[-1]

    def paper(self) -> bytes:
        """A file that says one of the words."""
        word = self.word().encode()
        return b"%PDF-1.4\n1 0 obj << /Title (" + word + b") >> endobj\ntrailer << >>\n%%EOF\n"

    def in_text(self, said: str) -> bool:
        """Whether somebody typed any of this."""
        told = said.lower()
        spoken = (ROOT, ARABIC, str(LATITUDE), *(number.lower() for number in self.numbers))
        return any(each in told for each in spoken)

    def pattern(self, *others: str) -> re.Pattern[bytes]:
        """Everything that was typed, with the `others`, in every way in which it may be written."""
        texts = [ROOT, ARABIC, str(LATITUDE), str(abs(LONGITUDE)), *self.numbers, *others]
        written = {way for each in texts for way in ways(each)}
        written |= {struct.pack(f"{end}d", each) for end in "<>" for each in (LATITUDE, LONGITUDE)}
        return re.compile(b"|".join(re.escape(each) for each in sorted(written)), re.IGNORECASE | re.DOTALL)


def ways(said: str) -> Iterator[bytes]:
    """As it is, in wide characters, in the escapes of JSON, of addresses, in base64 at each of its places."""
    plain = said.encode()
    yield plain
    yield said.encode("utf-16-le")
    yield said.encode("utf-16-be")
    yield said.encode("unicode_escape")
    yield quote(said).encode()
    for before in range(3):
        packed = base64.b64encode(bytes(before) + plain)
        # The signs at both ends are shared with whatever stands beside it.
        inner = packed[(0, 2, 3)[before] : len(packed) - (4 if packed.endswith(b"=") else 0)]
        yield inner
        yield inner.replace(b"+", b"-").replace(b"/", b"_")


def readings(content: bytes) -> Iterator[bytes]:
    """The bytes, then what is packed in them: base64, what zlib squeezed."""
    yield content
    for found in PACKED.finditer(content):
        run = found.group().replace(b"-", b"+").replace(b"_", b"/")[:LARGEST]
        unpacked = base64.b64decode(run[: len(run) // 4 * 4])
        yield from _unsqueezed(unpacked)
    yield from _unsqueezed(content)


def _unsqueezed(content: bytes) -> Iterator[bytes]:
    for head in SQUEEZED:
        place = content.find(head)
        while place >= 0:
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj().decompress(content[place : place + LARGEST], LARGEST)
            place = content.find(head, place + 1)


def found(pattern: re.Pattern[bytes], *folders: Path) -> list[str]:
    """Where in these folders any of it can be read: the file, with what stands around."""
    told = []
    for folder in folders:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            told += [f"{path.relative_to(folder)}: {around}" for around in _read(pattern, path)]
    return told


def _read(pattern: re.Pattern[bytes], path: Path) -> Iterator[str]:
    try:
        held = path.read_bytes()
    except FileNotFoundError:  # the database took it away meanwhile
        return
    for content in readings(held):
        for hit in pattern.finditer(content):
            start, end = max(0, hit.start() - 60), hit.end() + 40
            yield repr(content[start:end])
