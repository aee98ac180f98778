"""Persons are laid under the keys by which somebody who is asked about is recognised."""

from collections.abc import Collection, Iterable, Sequence

from django.db import connection

from jaras.people.models import IdentityKey, NameFrequency, Person, StalePosting
from jaras.people.queries.known import described
from jaras.people.queries.lying import digests
from jaras.people.rules.identity import keys
from jaras.people.rules.identity.echoes import packed
from jaras.people.rules.identity.postings import Postings, gathered, of_rows
from jaras.people.rules.identity.traits import Traits

Row = tuple[int, int, int, int]  # key, person, traits, sounds
_LIE = (
    f"INSERT INTO {IdentityKey._meta.db_table} (key, person_id, traits, sounds) VALUES (%s, %s, %s, %s)"  # nosec B608 - our own words
    " ON CONFLICT DO NOTHING"
)
_BEAR = f"INSERT INTO {NameFrequency._meta.db_table} (key, persons) VALUES (%s, 0) ON CONFLICT DO NOTHING"  # nosec B608 - our own words


def lay(person: Person, merged: Sequence[Person] = (), *, fresh: bool = False) -> None:
    """In the transaction that wrote the person; a `fresh` one lay nowhere before.

    Under the keys of the records `merged` into theirs too: those names lead to them.
    """
    if not fresh:
        lift([person.pk])
    _lay([(person.pk, record) for record in (person, *merged)])


def lay_many(persons: Sequence[Person]) -> None:
    """Persons who lie nowhere yet, in two statements; merged ones where those are into whom they went."""
    _lay([(person.merged_into_id or person.pk, person) for person in persons])


def laid(persons: Sequence[Person]) -> tuple[Postings, set[int]]:
    """Where they would lie, for a list of everybody; the digests of their names."""
    lying, names = _keyed((person.merged_into_id or person.pk, person) for person in persons)
    return gathered(*of_rows(lying)), names


def lift(ids: Collection[int]) -> None:
    """Nobody recognises these persons any more; what was packed is swept by night."""
    IdentityKey.objects.filter(person_id__in=ids).delete()
    StalePosting.objects.bulk_create([StalePosting(person_id=pk) for pk in ids], ignore_conflicts=True)


def bear(names: Iterable[int]) -> None:
    """Somebody bears these names: a slip may be laid on them."""
    with connection.cursor() as cursor:
        cursor.executemany(_BEAR, [(name,) for name in sorted(names)])


def _lay(records: Sequence[tuple[int, Person]]) -> None:
    lying, names = _keyed(records)
    with connection.cursor() as cursor:
        cursor.executemany(_LIE, sorted(lying))
    bear(names)


def _keyed(records: Iterable[tuple[int, Person]]) -> tuple[list[Row], set[int]]:
    found: list[tuple[str, int, int, int]] = []
    for pk, record in records:
        about = described(record)
        kept = Traits.of(about).packed()
        found += [(key, pk, kept, packed(*echoes)) for key, echoes in keys.kept(about).items()]
    digested = digests(key for key, *_kept in found)
    names = {digest for digest, (key, *_kept) in zip(digested, found, strict=True) if keys.is_alone(key)}
    rows = [(digest, *kept[1:]) for digest, kept in zip(digested, found, strict=True)]
    return rows, names
