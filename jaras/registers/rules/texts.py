"""The rows of a text with separators, whatever program saved it."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import TextIOWrapper

from jaras.kernel.folding import is_arabic
from jaras.registers.rules.files import Source, Unreadable, Why
from jaras.registers.rules.workbooks import MOST_COLUMNS, Cell, Row

SEPARATORS = (";", ",", "\t", "|")
LONGEST_CELL = 100_000
_SAMPLE = 64 << 10
# Letters that French needs beyond ASCII; what else an old Arabic file would show in their place is noise.
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛÜŒ°’«»€ ")


def encoding(source: Source) -> str:
    """How the letters were written: UTF-8 or UTF-16 where they say so, else the old page that makes sense."""
    with source.open("rb") as file:
        head = file.read(4)
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        strange = b""
        try:
            while piece := file.read(1 << 20):
                strange = piece
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _old_page(strange)
    return "utf-8"


def _old_page(sample: bytes) -> str:
    """Windows for Arabic or for French: the one under which the letters make a language."""
    high = bytes(byte for byte in sample[:_SAMPLE] if byte >= 0x80)
    arabic = high.decode("cp1256", "replace")
    french = high.decode("cp1252", "replace")
    as_arabic = sum(map(is_arabic, arabic))
    as_french = sum(letter in _FRENCH for letter in french)
    return "cp1256" if as_arabic > as_french else "cp1252"


def _text(source: Source, encoding: str) -> TextIOWrapper:
    return TextIOWrapper(source.open("rb"), encoding=encoding, errors="replace", newline="")


def separator(source: Source, encoding: str) -> str:
    """The mark that cuts most of the first lines into the same number of cells."""
    with _text(source, encoding) as file:
        lines = [line for line in (file.readline(_SAMPLE) for _ in range(40)) if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0].strip()[4]
    scores = {}
    for mark in SEPARATORS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if row)
        width, times = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]), default=(0, 0))
        scores[mark] = (width > 1, times, width)
    best = max(SEPARATORS, key=scores.__getitem__)
    if not scores[best][0]:
        raise Unreadable(Why.ONE_COLUMN)
    return best


def rows(source: Source) -> Iterator[Row]:
    """Every row that says something, with the number a spreadsheet would give it."""
    letters = encoding(source)
    mark = separator(source, letters)
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        with _text(source, letters) as file:
            for number, values in enumerate(csv.reader(file, delimiter=mark), start=1):
                cells: list[Cell] = [value.strip() or None for value in values[:MOST_COLUMNS]]
                if number == 1 and str(cells[0] or "").lower().startswith("sep="):
                    continue
                if any(cell is not None for cell in cells):
                    yield Row(number, cells)
    except csv.Error as broken:
        raise Unreadable(Why.BROKEN) from broken
    finally:
        csv.field_size_limit(before)
