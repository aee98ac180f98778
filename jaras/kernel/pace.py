"""How much goes into one transaction, so that whoever else writes never waits long for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

A_PIECE_S = 0.7  # seconds: on SQLite every other writer waits as long, then looks again


class Pace:
    """Grows while pieces are quick, shrinks as soon as one is slow: a crowded machine gets smaller ones."""

    def __init__(self, *, first: int, least: int, most: int) -> None:
        self.size, self.least, self.most = first, least, most

    def took(self, seconds: float) -> None:
        """The last piece lasted so long: the next one is as large as fits, at most twice the last."""
        fits = int(self.size * A_PIECE_S / seconds) if seconds > 0 else self.most
        self.size = min(max(fits, self.least), self.size * 2, self.most)

    @contextmanager
    def piece(self) -> Iterator[int]:
        """How large this one is; it is timed until its transaction is over."""
        began = monotonic()
        yield self.size
        self.took(monotonic() - began)
