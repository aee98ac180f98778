"""Persons are laid under the keys by which somebody who is asked about is recognised."""

from collections.abc import Collection, Sequence

from django.db import connection

from jaras.people.models import IdentityKey, NameFrequency, Person
from jaras.people.queries.known import described
from jaras.people.queries.lying import digests
from jaras.people.rules.identity import keys
from jaras.people.rules.identity.traits import Traits

_LIE = (
    f"INSERT INTO {IdentityKey._meta.db_table} (key, person_id, traits) VALUES (%s, %s, %s)"  # nosec B608 - our own words
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


def _lay(records: Sequence[tuple[int, Person]]) -> None:
    rows: list[tuple[str, int, int]] = []
    for pk, record in records:
        about = described(record)
        kept = Traits.of(about).packed()
        rows += [(key, pk, kept) for key in keys.kept(about)]
    digested = digests(key for key, _pk, _kept in rows)
    lying = [(digest, pk, kept) for digest, (_key, pk, kept) in zip(digested, rows, strict=True)]
    names = {digest for digest, (key, _pk, _kept) in zip(digested, rows, strict=True) if keys.is_alone(key)}
    with connection.cursor() as cursor:
        cursor.executemany(_LIE, sorted(lying))
        cursor.executemany(_BEAR, [(name,) for name in sorted(names)])


def lift(ids: Collection[int]) -> None:
    """Nobody recognises these persons any more."""
    IdentityKey.objects.filter(person_id__in=ids).delete()
