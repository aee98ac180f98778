"""Keys laid by day are packed by night: one row a key, whoever shares it."""

from collections.abc import Iterable, Iterator

import numpy as np
from django.db import connection, transaction
from django.db.models import QuerySet

from jaras.kernel.batches import batches
from jaras.people.actions.lying import bear, laid
from jaras.people.models import IdentityKey, Person, PostingList, StalePosting
from jaras.people.queries.lying import lists
from jaras.people.rules.identity.postings import Ids, Postings, gathered, joined, of_rows, unpacked

ROWS = 50_000  # of keys packed in one transaction
PERSONS = 5000  # read at once
LISTS = 20_000  # swept in one transaction, written in one statement
_TABLE, _LISTS = IdentityKey._meta.db_table, PostingList._meta.db_table
_NEXT = f"SELECT key FROM {_TABLE} ORDER BY key LIMIT 1 OFFSET %s"  # nosec B608 - our own words
# Whoever changed since the lists were swept waits for the next night: their new keys stay rows until then.
_TAKEN = f"""
DELETE FROM {_TABLE} WHERE key <= %s
AND person_id NOT IN (SELECT person_id FROM {StalePosting._meta.db_table}) 
RETURNING key, person_id, traits, sounds
"""  # nosec B608 - our own words: the bound is a parameter
_GIVEN = {"sqlite": "VALUES (%s, %s)", "postgresql": "SELECT * FROM unnest(%s::bigint[], %s::bytea[])"}
_WRITE = (
    f"INSERT INTO {_LISTS} (key, entries) {{given}} "  # nosec B608 - our own words
    "ON CONFLICT (key) DO UPDATE SET entries = excluded.entries"
)
LAST_KEY = 2**63 - 1


def pack_keys() -> int:
    """Everybody who was laid since the last time; the answer is how many keys were written.

    Killed in the midst, it left whole steps: again is as once.
    """
    stale = list(StalePosting.objects.values_list("person_id", flat=True))
    if stale:
        _sweep(np.array(stale, np.int32))
        for part in batches(stale, LISTS):
            StalePosting.objects.filter(pk__in=part).delete()
    return sum(iter(_pack_some, 0))


def in_parts(persons: QuerySet[Person]) -> Iterator[list[Person]]:
    """Of these persons whoever is not emptied, as many at once as fit in memory."""
    last = 0
    there = persons.filter(forgotten_at=None).order_by("pk")
    while part := list(there.filter(pk__gt=last)[:PERSONS]):
        yield part
        last = part[-1].pk


def lay_everybody(parts: Iterable[list[Person]] = ()) -> None:
    """The whole registry anew, past the rows of the day, while nobody else writes."""
    keys, entries = [], []
    names: set[int] = set()
    for part in parts or in_parts(Person.objects.all()):
        found, borne = laid(part)
        keys.append(found.key_of_each)
        entries.append(found.entries)
        names |= borne
    with transaction.atomic():
        for table in (IdentityKey, PostingList, StalePosting):
            table.objects.all().delete()
        bear(names)
        if keys:
            _write(gathered(np.concatenate(keys), np.concatenate(entries)))


def _sweep(stale: Ids) -> None:
    last = -LAST_KEY - 1
    while True:
        with transaction.atomic():
            _alone()
            found = PostingList.objects.filter(key__gt=last).order_by("key").values_list("key", "entries")
            part = [(key, bytes(packed)) for key, packed in found[:LISTS]]
            if not part:
                return
            last = part[-1][0]
            _write(unpacked(part).without(stale))


def _pack_some() -> int:
    with transaction.atomic():
        _alone()
        with connection.cursor() as cursor:
            cursor.execute(_NEXT, [ROWS])
            bound = cursor.fetchone()
            cursor.execute(_TAKEN, [bound[0] if bound else LAST_KEY])
            newer = gathered(*of_rows(cursor.fetchall()))
        return _write(joined(unpacked(lists(newer.keys.tolist())), newer))


def _alone() -> None:
    """On PostgreSQL whoever registers somebody waits for this step, in place of a deadlock with it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {_TABLE}, {_LISTS} IN EXCLUSIVE MODE")  # nosec B608 - our own words


def _write(found: Postings) -> int:
    statement = _WRITE.format(given=_GIVEN[connection.vendor])
    empty = [(key,) for key, packed in found if not packed]
    full = ((key, packed) for key, packed in found if packed)
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {_LISTS} WHERE key = %s", empty)  # nosec B608 - our own words
        for part in batches(full, LISTS):
            if connection.vendor == "postgresql":
                cursor.execute(statement, [list(each) for each in zip(*part, strict=True)])
            else:
                cursor.executemany(statement, part)
    return len(found.keys)
