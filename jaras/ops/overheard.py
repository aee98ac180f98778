"""Shows what is printed while it is printed, keeps the end of it."""

import os
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

KEPT_LINES = 20_000
OUTPUTS = (1, 2)


class Overheard:
    """The last lines that this process wrote, with those of the programs it ran."""

    def __init__(self) -> None:
        self._lines: deque[bytes] = deque([b""], maxlen=KEPT_LINES)

    def hear(self, chunk: bytes) -> None:
        first, *others = chunk.split(b"\n")
        self._lines[-1] += first
        self._lines.extend(others)

    @property
    def lines(self) -> list[str]:
        return [line.decode(errors="replace").rstrip() for line in self._lines]


@contextmanager
def overheard() -> Iterator[Overheard]:
    """The outputs themselves are listened to, so that no program can print past it."""
    sys.stdout.flush()
    sys.stderr.flush()
    heard = Overheard()
    true = [os.dup(number) for number in OUTPUTS]
    reading, writing = os.pipe()
    for number in OUTPUTS:
        os.dup2(writing, number)
    os.close(writing)
    # A program left behind may hold the pipe open: it is listened to, never waited for.
    listener = threading.Thread(target=_listen, args=(reading, true[0], heard), daemon=True)
    listener.start()
    try:
        yield heard
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, output in zip(OUTPUTS, true, strict=True):
            os.dup2(output, number)
        listener.join(timeout=2)
        os.close(true[1])


def _listen(reading: int, shown: int, heard: Overheard) -> None:
    while chunk := os.read(reading, 65536):
        heard.hear(chunk)
        while chunk:
            chunk = chunk[os.write(shown, chunk) :]
    os.close(reading)
    os.close(shown)
