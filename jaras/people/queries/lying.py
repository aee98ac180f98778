"""Which persons lie under which keys, how many bear a name: read in one statement each, on either engine."""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from django.db import connection

from jaras.kernel.keys import ring
from jaras.kernel.models import Level
from jaras.people.models import IdentityKey, NameFrequency, Person
from jaras.people.rules.identity import keys
from jaras.people.rules.identity.leads import Leads, Strengths
from jaras.people.rules.identity.traits import Sieve

EVERYBODY = 0  # the row of `NameFrequency` that counts all
MOST_UNDER_ONE = 1000  # the newest under one key; a key with more tells little
MOST_SIFTED = 3000  # that a sieve lets through

_GIVEN = {"sqlite": "json_each(%s) AS asked", "postgresql": "unnest(%s::bigint[]) AS asked(value)"}
_TABLE = IdentityKey._meta.db_table
_NEWEST = f"""
SELECT lying.key, lying.person_id, lying.traits
FROM {{given}} JOIN {_TABLE} lying ON lying.key = asked.value
AND lying.person_id > coalesce((SELECT beyond.person_id FROM {_TABLE} beyond WHERE beyond.key = asked.value
ORDER BY beyond.person_id DESC LIMIT 1 OFFSET {MOST_UNDER_ONE}), 0)
"""  # nosec B608 - our own words: the keys are parameters
_SIFTED = {
    trait: f"""
SELECT lying.key, lying.person_id, lying.traits
FROM {{given}} JOIN {_TABLE} lying ON lying.key = asked.value
AND ({shown} BETWEEN %s AND %s OR {shown} = 0) LIMIT {MOST_SIFTED}
"""  # nosec B608 - our own words: the keys are parameters
    for trait, shown in (("year", "(lying.traits >> 18)"), ("place", "(lying.traits & 65535)"))
}
_BORNE = f"""
SELECT name.key, name.persons
FROM {{given}} JOIN {NameFrequency._meta.db_table} name ON name.key = asked.value
"""  # nosec B608 - our own words: the keys are parameters


_BEARERS = f"""
SELECT lying.key, count(*) FROM {_TABLE} lying
JOIN {NameFrequency._meta.db_table} name ON name.key = lying.key
JOIN {Person._meta.db_table} person ON person.id = lying.person_id
WHERE person.level = %s AND person.forgotten_at IS NULL GROUP BY lying.key HAVING count(*) >= %s
"""  # nosec B608 - our own words: the values are parameters


def digests(found: Iterable[str]) -> list[int]:
    """What is kept of keys: 64 bits each, nothing without the lookup key of this copy."""
    secret = blake2b(key=ring.ring().lookup, digest_size=8)
    made = []
    for key in found:
        hashed = secret.copy()
        hashed.update(key.encode())
        made.append(int.from_bytes(hashed.digest(), "big", signed=True))
    return made


def under(leads: Leads, sieve: Sieve | None) -> Iterator[tuple[Strengths, int, int]]:
    """What each key says with whoever lies there; their traits, packed.

    The newest of each; of keys that many lie under those that the sieve lets through, if there is one.
    """
    whole, sifted = leads if sieve else (leads.whole | leads.sifted, {})
    for found, how in ((whole, None), (sifted, sieve)):
        by_digest = dict(zip(digests(found), found.values(), strict=True))
        statement, parameters = (_SIFTED[how.trait], how.between) if how else (_NEWEST, ())
        rows = _read(statement, list(by_digest), *parameters) if by_digest else ()
        yield from ((by_digest[key], person, traits) for key, person, traits in rows)


def borne(readings: Sequence[str]) -> tuple[dict[str, int], int]:
    """How many persons bear each name heard so, of those that anybody bears; how many persons there are."""
    by_digest = dict(zip(digests(map(keys.alone, readings)), readings, strict=True))
    counts = dict(_read(_BORNE, [EVERYBODY, *by_digest]))
    persons = counts.pop(EVERYBODY, 0)
    return {by_digest[key]: number for key, number in counts.items()}, persons


def bearers(*, fewest: int) -> dict[int, int]:
    """How many persons of whom open records tell bear each name, by its digest; counted anew."""
    with connection.cursor() as cursor:
        cursor.execute(_BEARERS, [Level.ORDINARY, fewest])
        return dict(cursor.fetchall())


def _read(statement: str, digests: list[int], *parameters: int) -> list[Any]:
    with connection.cursor() as cursor:
        given = json.dumps(digests) if connection.vendor == "sqlite" else digests
        cursor.execute(statement.format(given=_GIVEN[connection.vendor]), [given, *parameters])
        rows: list[Any] = cursor.fetchall()
    return rows
