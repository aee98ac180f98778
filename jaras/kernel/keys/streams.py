"""Files sealed in pieces, so that one is read from any place without the whole of it in memory."""

import io
from collections.abc import Iterable
from secrets import token_bytes
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jaras.kernel.keys.values import Unreadable

if TYPE_CHECKING:
    from typing_extensions import Buffer

MAGIC, PREFIX = b"JARAS-1\n", 8
HEADER = len(MAGIC) + PREFIX
PIECE, TAG = 64 * 1024, 16


def write(chunks: Iterable[bytes], out: BinaryIO, key: AESGCM) -> int:
    """Seal what comes; how long it was."""
    sealing = Sealing(out, key)
    for chunk in chunks:
        sealing.write(chunk)
    return sealing.end()


class Sealing(io.RawIOBase):
    """Seals what is written. Each piece knows its place, the last one that it is the last."""

    def __init__(self, out: BinaryIO, key: AESGCM) -> None:
        self.out, self.key = out, key
        self.prefix = token_bytes(PREFIX)
        self.waiting, self.number, self.size = bytearray(), 0, 0
        out.write(MAGIC + self.prefix)

    def writable(self) -> bool:
        return True

    def write(self, chunk: "Buffer", /) -> int:
        piece = bytes(chunk)
        self.waiting += piece
        self.size += len(piece)
        while len(self.waiting) > PIECE:
            self._seal(bytes(self.waiting[:PIECE]), last=False)
            del self.waiting[:PIECE]
        return len(piece)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self.out.write(self.key.encrypt(_nonce(self.prefix, self.number), piece, _bound(last=last)))
        self.number += 1

    def end(self) -> int:
        """The last piece; without it nothing of the file opens to its end. How long it was."""
        self._seal(bytes(self.waiting), last=True)
        return self.size


def _nonce(prefix: bytes, number: int) -> bytes:
    return prefix + number.to_bytes(4, "big")


def _bound(*, last: bool) -> bytes:
    return b"last" if last else b"more"


def reader(file: BinaryIO, key: AESGCM) -> BinaryIO:
    """The file as it was before it was sealed."""
    return io.BufferedReader(_Pieces(file, key), PIECE)


class _Pieces(io.RawIOBase):
    """Opens the piece that is asked for; a missing, moved or altered one is told."""

    def __init__(self, file: BinaryIO, key: AESGCM) -> None:
        self.file, self.key = file, key
        header = file.read(HEADER)
        if len(header) != HEADER or not header.startswith(MAGIC):
            raise Unreadable("This file is not one that we sealed.")
        self.prefix = header[len(MAGIC) :]
        sealed = file.seek(0, io.SEEK_END) - HEADER
        self.last = max(0, sealed - 1) // (PIECE + TAG)
        self.size = max(0, sealed - (self.last + 1) * TAG)
        self.at = 0
        self.number, self.piece = -1, b""
        if not self.size:
            self._open(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.size}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning of the file")
        self.at = start + offset
        return self.at

    def readinto(self, into: memoryview, /) -> int:  # type: ignore[override]
        if self.at >= self.size:
            return 0
        number, place = divmod(self.at, PIECE)
        if number != self.number:
            self._open(number)
        given = self.piece[place : place + len(into)]
        into[: len(given)] = given
        self.at += len(given)
        return len(given)

    def _open(self, number: int) -> None:
        self.file.seek(HEADER + number * (PIECE + TAG))
        sealed = self.file.read(PIECE + TAG)
        try:
            last = number == self.last
            self.piece = self.key.decrypt(_nonce(self.prefix, number), sealed, _bound(last=last))
        except (InvalidTag, ValueError) as wrong:
            raise Unreadable("This file was altered, cut off, or belongs to another key.") from wrong
        self.number = number

    def close(self) -> None:
        self.file.close()
        super().close()
