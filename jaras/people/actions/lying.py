"""Persons are laid under the keys by which somebody who is asked about is recognised."""

from collections.abc import Collection, Sequence

from django.db import connection

from jaras.people.models import IdentityKey, Person
from jaras.people.queries.known import described
from jaras.people.queries.lying import digests
from jaras.people.rules.identity.keys import kept

_INSERT = f"INSERT INTO {IdentityKey._meta.db_table} (key, person_id) VALUES (%s, %s)"  # nosec B608 - our own words


def lay(person: Person, *, fresh: bool = False) -> None:
    """In the transaction that wrote the person; a `fresh` one lay nowhere before."""
    if not fresh:
        lift([person.pk])
    lay_many([person])


def lay_many(persons: Sequence[Person]) -> None:
    """Persons who lie nowhere yet, in one statement."""
    rows = [(key, person.pk) for person in persons for key in set(digests(kept(described(person))))]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_INSERT, sorted(rows))


def lift(ids: Collection[int]) -> None:
    """Nobody recognises these persons any more."""
    IdentityKey.objects.filter(person_id__in=ids).delete()
