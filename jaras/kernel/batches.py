"""Long streams cut into pieces that fit in memory."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Each = TypeVar("Each")


def batches(stream: Iterable[Each], size: int) -> Iterator[list[Each]]:
    """The stream in lists of `size`, the last one shorter."""
    going = iter(stream)
    while piece := list(islice(going, size)):
        yield piece
