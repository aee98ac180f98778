"""Who lies under a key, packed: person, traits, how two words sound; sixteen bytes each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

ENTRY = np.dtype([("person", "<i4"), ("traits", "<i4"), ("first", "u1", 4), ("second", "u1", 4)])
Entries = NDArray[np.void]
Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Postings:
    """Entries of many keys, one after the other. Shapes: keys (k,), ends (k,), entries (ends[-1],)."""

    keys: NDArray[np.int64]
    ends: NDArray[np.int64]
    entries: Entries

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many lie under each."""
        return np.diff(self.ends, prepend=0)

    @property
    def key_of_each(self) -> NDArray[np.int64]:
        """The key of every entry."""
        return np.repeat(self.keys, self.sizes)

    def __iter__(self) -> Any:
        """Key with its entries, as bytes."""
        whole = self.entries.tobytes()
        cuts = [0, *(self.ends * ENTRY.itemsize).tolist()]
        for key, (begin, end) in zip(self.keys.tolist(), pairwise(cuts), strict=True):
            yield key, whole[begin:end]

    def without(self, persons: Ids) -> "Postings":
        """Those keys of which these persons were part, without them."""
        lying = np.isin(self.entries["person"], persons)
        if not lying.any():
            return unpacked([])
        of = np.repeat(np.arange(len(self.keys)), self.sizes)
        touched = np.unique(of[lying])
        kept = ~lying & np.isin(of, touched)
        ends = np.searchsorted(of[kept], touched, side="right")
        return Postings(self.keys[touched], ends, self.entries[kept])


def of_rows(rows: Sequence[tuple[int, int, int, int]]) -> tuple[NDArray[np.int64], Entries]:
    """Key, person, traits, sounds of each: the keys, the entries."""
    taken = np.array(rows, np.int64).reshape(-1, 4)
    entries = np.zeros(len(taken), ENTRY)
    entries["person"], entries["traits"] = taken[:, 1], taken[:, 2]
    sounds = np.ascontiguousarray(taken[:, 3], "<i8").view(np.uint8).reshape(-1, 8)
    entries["first"], entries["second"] = sounds[:, :4], sounds[:, 4:]
    return taken[:, 0], entries


def unpacked(lists: list[tuple[int, bytes]]) -> Postings:
    """What is kept of these keys."""
    entries = np.frombuffer(b"".join([packed for _key, packed in lists]), ENTRY)
    keys = np.array([key for key, _packed in lists], np.int64)
    sizes = np.array([len(packed) for _key, packed in lists], np.int64) // ENTRY.itemsize
    return Postings(keys, np.cumsum(sizes), entries)


def gathered(keys: NDArray[np.int64], entries: Entries) -> Postings:
    """One key for each entry, in any order; of a person twice under one key the later one."""
    order = np.lexsort((entries["person"], keys))
    keys, entries = keys[order], entries[order]
    last = np.ones(len(keys), bool)
    last[:-1] = (keys[1:] != keys[:-1]) | (entries["person"][1:] != entries["person"][:-1])
    keys, entries = keys[last], entries[last]
    ends = np.flatnonzero(np.append(keys[1:] != keys[:-1], True)) + 1 if len(keys) else np.zeros(0, np.int64)
    return Postings(keys[ends - 1], ends, entries)


def joined(older: Postings, newer: Postings) -> Postings:
    """Both; where a person lies under a key in both, as the newer says."""
    keys = np.concatenate([each.key_of_each for each in (older, newer)])
    return gathered(keys, np.concatenate([older.entries, newer.entries]))
