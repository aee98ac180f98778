"""What kind of file somebody sent, told from its bytes rather than from its name."""

import re
import zipfile
from enum import StrEnum
from io import SEEK_END
from typing import BinaryIO, Literal, Protocol

MOST_UNPACKED = 600 * 1024 * 1024  # a million filled cells take some 60 MB
MOST_STRINGS = 96 * 1024 * 1024  # the words of a workbook are held in memory
MOST_PARTS = 2000
HIGHEST_RATIO = 150  # spreadsheets are packed some 10 to 40 times
WORTH_A_LOOK = 16 * 1024 * 1024  # a small file may be packed as it likes

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Source(Protocol):
    """Where the bytes of a file are read from; a path will do."""

    def open(self, mode: Literal["rb"], /) -> BinaryIO: ...


class Kind(StrEnum):
    """What we read."""

    WORKBOOK = "xlsx"
    TEXT = "csv"


class Why(StrEnum):
    """Why a file cannot be read; each has its sentence."""

    EMPTY = "empty"
    NOT_A_TABLE = "not_a_table"
    PROTECTED = "protected"
    MACRO = "macro"
    OLD_FORMAT = "old_format"
    OTHER_FORMAT = "other_format"
    BOMB = "bomb"
    BROKEN = "broken"
    NO_SHEET = "no_sheet"
    TOO_MANY_ROWS = "too_many_rows"
    ONE_COLUMN = "one_column"


class Unreadable(ValueError):
    """This file gives no rows; `why` says which sentence its sender reads."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def recognised(source: Source) -> Kind:
    """A workbook or a text; anything else is refused with what to do about it."""
    with source.open("rb") as file:
        head = file.read(8192)
    if not head.strip():
        raise Unreadable(Why.EMPTY)
    if head.startswith(_OLE):
        raise Unreadable(Why.PROTECTED if _holds(source, _PROTECTED) else Why.OLD_FORMAT)
    if head.startswith(b"PK"):
        _judge_workbook(source)
        return Kind.WORKBOOK
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and _BINARY.search(head):
        raise Unreadable(Why.NOT_A_TABLE)
    if head.lstrip().startswith((b"<", b"{", b"%PDF")):
        raise Unreadable(Why.NOT_A_TABLE)
    return Kind.TEXT


def _holds(source: Source, words: bytes) -> bool:
    """Whether these bytes stand in the file, read in pieces."""
    kept = b""
    with source.open("rb") as file:
        while piece := file.read(1 << 20):
            if words in kept + piece:
                return True
            kept = piece[-len(words) :]
    return False


def _judge_workbook(source: Source) -> None:
    """Macros, other formats, bombs: refused from the table of contents, before anything is unpacked."""
    try:
        with source.open("rb") as file, zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            _judge_sizes(parts, file.seek(0, SEEK_END))
            if "mimetype" in names:
                raise Unreadable(Why.OTHER_FORMAT)  # OpenDocument
            if "xl/workbook.bin" in names:
                raise Unreadable(Why.OTHER_FORMAT)
            if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
                raise Unreadable(Why.NOT_A_TABLE)
            if any(name.endswith("vbaProject.bin") for name in names):
                raise Unreadable(Why.MACRO)
            if b"macroEnabled" in packed.read("[Content_Types].xml"):
                raise Unreadable(Why.MACRO)
            if any(part.flag_bits & 1 for part in parts):
                raise Unreadable(Why.PROTECTED)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as beginning:
                        if _DECLARES.search(beginning.read(2048)):
                            raise Unreadable(Why.BOMB)
    except Unreadable:
        raise
    except Exception as broken:  # whatever a damaged archive does to its reader
        raise Unreadable(Why.BROKEN) from broken


def _judge_sizes(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    swollen = unpacked > WORTH_A_LOOK and unpacked > HIGHEST_RATIO * size
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or strings > MOST_STRINGS or swollen:
        raise Unreadable(Why.BOMB)
