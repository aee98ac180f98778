"""Which persons lie under which keys, read in two statements on either engine."""

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from django.db import connection

from jaras.kernel.keys import ring
from jaras.people.models import IdentityKey

MOST_UNDER_ONE = 400  # the newest under one key; a key with more tells little
MOST_NEAR = 3000  # rows under all the neighbours together

_GIVEN = {"sqlite": "json_each(%s) AS asked", "postgresql": "unnest(%s::bigint[]) AS asked(value)"}
_TABLE = IdentityKey._meta.db_table
_NEWEST = f"""
SELECT lying.key, lying.person_id FROM {{given}} JOIN {_TABLE} lying ON lying.key = asked.value
AND lying.person_id > coalesce((SELECT beyond.person_id FROM {_TABLE} beyond WHERE beyond.key = asked.value
ORDER BY beyond.person_id DESC LIMIT 1 OFFSET {MOST_UNDER_ONE}), 0)
"""  # nosec B608 - our own words: the keys are parameters
_ALL = f"""
SELECT lying.key, lying.person_id FROM {{given}} JOIN {_TABLE} lying ON lying.key = asked.value
LIMIT {MOST_NEAR}
"""  # nosec B608 - our own words: the keys are parameters


def digests(keys: Iterable[str]) -> list[int]:
    """What is kept of keys: 64 bits each, nothing without the lookup key of this copy."""
    secret = blake2b(key=ring.ring().lookup, digest_size=8)
    found = []
    for key in keys:
        hashed = secret.copy()
        hashed.update(key.encode())
        found.append(int.from_bytes(hashed.digest(), "big", signed=True))
    return found


def under(keys: Sequence[int]) -> list[tuple[int, int]]:
    """Key with person, the newest of each key."""
    return _read(_NEWEST, keys)


def near(keys: Sequence[int]) -> list[tuple[int, int]]:
    """Key with person under any of many keys that few lie under."""
    return _read(_ALL, keys)


def _read(statement: str, keys: Sequence[int]) -> list[tuple[int, int]]:
    if not keys:
        return []
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        given = json.dumps(list(keys)) if sqlite else list(keys)
        cursor.execute(statement.format(given=_GIVEN[connection.vendor]), [given])
        rows: list[tuple[int, int]] = cursor.fetchall()
    return rows
