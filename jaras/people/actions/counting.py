"""How common names are is counted while nobody waits."""

from collections import Counter

from django.db import transaction

from jaras.kernel.keys import prepare
from jaras.kernel.models import Level
from jaras.people.models import NAMES, NameFrequency, Person
from jaras.people.queries.known import EVERYBODY, described
from jaras.people.queries.lying import digests
from jaras.people.rules.identity.keys import bearers

BATCH = 1000
FEWEST = 2  # a name that one person bears is not written down


def count_names() -> int:
    """How common each name is, anew, of the persons whom open records tell of; their number."""
    borne: Counter[str] = Counter()
    persons, last = 0, 0
    rows = Person.objects.filter(level=Level.ORDINARY, forgotten_at=None).order_by("pk")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        prepare(person.__dict__[name] for person in batch for name in NAMES)
        for person in batch:
            borne.update(bearers(described(person)))
        persons, last = persons + len(batch), batch[-1].pk
    common = {name: number for name, number in borne.items() if number >= FEWEST}
    counted = dict(zip(digests(common), common.values(), strict=True))
    frequencies = [NameFrequency(key=key, persons=number) for key, number in counted.items()]
    with transaction.atomic():
        NameFrequency.objects.all().delete()
        NameFrequency.objects.bulk_create(
            [*frequencies, NameFrequency(key=EVERYBODY, persons=persons)], BATCH
        )
    return persons
