"""A registry of the benchmark in a database of its own, through the tables that the interface reads."""

import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from jaras.ops.identity.benchmark import Row, person_of

if TYPE_CHECKING:
    from jaras.kernel.actor import Actor

AT = datetime(2025, 5, 31, tzinfo=UTC)
BATCH = 2000
REGISTRAR = 1


@contextmanager
def empty_database(url: str = "") -> Iterator[None]:
    """A data folder that is thrown away; on the database of this address, else on SQLite."""
    with tempfile.TemporaryDirectory(prefix="jaras-identity-") as folder:
        os.environ |= {
            "JARAS_DATA": folder,
            "JARAS_MODE": "demo",
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "jaras.config.settings",
        }
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        from jaras.kernel.keys import ring

        call_command("migrate", verbosity=0)
        ring.make()
        try:
            yield
        finally:
            connections.close_all()


def reader() -> "Actor":
    """Whoever registered everybody: they see whom nothing links yet."""
    from jaras.kernel.actor import Actor, Scope
    from jaras.people.rules import PeopleVerb

    return Actor(member_id=REGISTRAR, name="registrar", verbs={PeopleVerb.READ: Scope.ALL})


def load(rows: Iterable[Row]) -> tuple[dict[int, str], dict[str, str]]:
    """The person's own number by ours; the communes by name. Says how long the keys took."""
    from django.db import transaction

    from jaras.kernel import keys, telephones
    from jaras.people import actions
    from jaras.people.models import Person
    from jaras.privacy.models import IdentityNumber
    from jaras.privacy.queries import digest
    from jaras.privacy.rules import normalised

    numbers: dict[int, str] = {}
    communes: dict[str, str] = {}
    waiting = iter(rows)
    while part := list(islice(waiting, BATCH)):
        told = {"registered_at": AT, "registered_by_id": REGISTRAR}
        persons = [Person(**told, commune_id=_commune(row, communes), **person_of(row)) for row in part]
        numbered = list(zip(persons, part, strict=True))
        with transaction.atomic():
            with keys.held([person for person in persons if person.telephone]):
                Person.objects.bulk_create(persons)
            telephones.index_many("person", [(each.pk, each.telephone) for each in persons])
            IdentityNumber.objects.bulk_create(
                IdentityNumber(person=person, digest=digest(normalised(row["cin"])), written_at=AT)
                for person, row in numbered
                if row["cin"]
            )
        numbers |= {person.pk: row["person_id"] for person, row in numbered}
    begun = time.monotonic()
    actions.lay_everybody()
    laying = time.monotonic() - begun
    begun = time.monotonic()
    actions.count_names()
    counting = time.monotonic() - begun
    keyed = f"{len(numbers):,} persons: laid under their keys in {laying:.0f} s"
    print(f"{keyed}, names counted in {counting:.0f} s", file=sys.stderr, flush=True)
    return numbers, communes


def _commune(row: Row, known: dict[str, str]) -> str | None:
    from jaras.territory.models import Commune, Province

    name = row["commune"]
    if name and name not in known:
        province, _made = Province.objects.get_or_create(code="00", defaults={"name_fr": "-"})
        code = f"{len(known):03}"
        known[name] = Commune.objects.create(code=code, name_fr=name, province=province, urban=False).pk
    return known.get(name)
