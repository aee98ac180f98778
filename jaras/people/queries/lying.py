"""Which persons lie under which keys, how many bear a name: read in one statement each, on either engine."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np

from jaras.kernel import whole_lists
from jaras.kernel.keys import ring
from jaras.people.models import IdentityKey, NameFrequency, PostingList
from jaras.people.rules.identity import keys
from jaras.people.rules.identity.postings import Entries, of_rows, unpacked
from jaras.people.rules.identity.ranking import Places

EVERYBODY = 0  # the row of `NameFrequency` that counts all
MOST_UNDER_ONE = 1000  # the newest that lie under one key since keys were packed

_TABLE = IdentityKey._meta.db_table
_PACKED = f"""
SELECT packed.key, 0, 0, 0, packed.entries
FROM {{numbers}} JOIN {PostingList._meta.db_table} packed ON packed.key = asked.value
"""  # nosec B608 - our own words: the keys are parameters
_NEWEST = f"""
SELECT lying.key, lying.person_id, lying.traits, lying.sounds, NULL
FROM {{numbers}} JOIN {_TABLE} lying ON lying.key = asked.value
AND lying.person_id > coalesce((SELECT beyond.person_id FROM {_TABLE} beyond WHERE beyond.key = asked.value
ORDER BY beyond.person_id DESC LIMIT 1 OFFSET {MOST_UNDER_ONE}), 0)
"""  # nosec B608 - our own words: the keys are parameters
_BORNE = f"""
SELECT name.key, name.persons
FROM {{numbers}} JOIN {NameFrequency._meta.db_table} name ON name.key = asked.value
"""  # nosec B608 - our own words: the keys are parameters


def digests(found: Iterable[str]) -> list[int]:
    """What is kept of keys: 64 bits each, nothing without the lookup key of this copy."""
    secret = blake2b(key=ring.ring().lookup, digest_size=8)
    made = []
    for key in found:
        hashed = secret.copy()
        hashed.update(key.encode())
        made.append(int.from_bytes(hashed.digest(), "big", signed=True))
    return made


def under(found: Sequence[str]) -> tuple[Places, Entries]:
    """Everybody who lies under these keys: the place of the key, with the entry."""
    made = digests(found)
    rows = whole_lists.rows(f"{_PACKED} UNION ALL {_NEWEST}", made, made)
    packed = unpacked([(row[0], bytes(row[4])) for row in rows if row[4] is not None])
    keys_of_new, new = of_rows([row[:4] for row in rows if row[4] is None])
    with_keys = np.append(packed.key_of_each, keys_of_new)
    order = np.argsort(np.array(made, np.int64))
    places = order[np.searchsorted(np.array(made, np.int64)[order], with_keys)]
    return places, np.append(packed.entries, new)


def lists(digests: list[int]) -> list[tuple[int, bytes]]:
    """What was packed of these."""
    return [(row[0], bytes(row[4])) for row in whole_lists.rows(_PACKED, digests)]


def borne(readings: Sequence[str]) -> tuple[dict[str, int], int]:
    """How many persons bear each name heard so, of those that anybody bears; how many persons there are."""
    by_digest = dict(zip(digests(map(keys.alone, readings)), readings, strict=True))
    counts = dict(whole_lists.rows(_BORNE, [EVERYBODY, *by_digest]))
    persons = counts.pop(EVERYBODY, 0)
    return {by_digest[key]: number for key, number in counts.items()}, persons
