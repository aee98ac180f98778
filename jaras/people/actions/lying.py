"""Persons are laid under the keys by which somebody who is asked about is recognised."""

from collections.abc import Collection, Sequence

from django.db import connection

from jaras.people.models import IdentityKey, Person
from jaras.people.queries.known import described
from jaras.people.queries.lying import digests
from jaras.people.rules.identity.keys import kept

_INSERT = f"INSERT INTO {IdentityKey._meta.db_table} (key, person_id) VALUES (%s, %s)"  # nosec B608 - our own words


def lay(person: Person, merged: Sequence[Person] = (), *, fresh: bool = False) -> None:
    """In the transaction that wrote the person; a `fresh` one lay nowhere before.

    Under the keys of the records `merged` into theirs too: those names lead to them.
    """
    if not fresh:
        lift([person.pk])
    _lay({(key, person.pk) for record in (person, *merged) for key in _keys(record)})


def lay_many(persons: Sequence[Person]) -> None:
    """Persons who lie nowhere yet, in one statement."""
    _lay({(key, person.pk) for person in persons for key in _keys(person)})


def _keys(person: Person) -> list[int]:
    return digests(kept(described(person)))


def _lay(rows: set[tuple[int, int]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_INSERT, sorted(rows))


def lift(ids: Collection[int]) -> None:
    """Nobody recognises these persons any more."""
    IdentityKey.objects.filter(person_id__in=ids).delete()
