"""How common names are is counted while nobody waits."""

import numpy as np
from django.db.models import Exists, OuterRef

from jaras.kernel.batches import batches
from jaras.kernel.models import Level
from jaras.people.actions.packing import pack_keys
from jaras.people.models import IdentityKey, NameFrequency, Person
from jaras.people.queries.lying import EVERYBODY, lists
from jaras.people.rules.identity.postings import unpacked

BATCH = 1000
FEWEST = 2  # how many bear a name that one person bears is not written down


def count_names() -> int:
    """How common each name is, anew, of the persons whom open records tell of; their number.

    What was laid since the last time is packed first. Whoever changed while it was waits, uncounted.
    """
    pack_keys()
    written = dict(NameFrequency.objects.exclude(key=EVERYBODY).values_list("key", "persons"))
    counted = _bearers(list(written))
    for part in batches(written.keys() - counted.keys(), BATCH):
        waiting = IdentityKey.objects.filter(key=OuterRef("key"))
        NameFrequency.objects.filter(~Exists(waiting), pk__in=part).delete()
    persons = Person.objects.filter(level=Level.ORDINARY, forgotten_at=None, merged_into=None).count()
    counted = {EVERYBODY: persons} | counted
    changed = [
        NameFrequency(key=key, persons=number)
        for key, number in counted.items()
        if written.get(key) != number
    ]
    NameFrequency.objects.bulk_create(
        changed, BATCH, update_conflicts=True, unique_fields=["key"], update_fields=["persons"]
    )
    return persons


def _bearers(names: list[int]) -> dict[int, int]:
    """Of each of these names that somebody bears, how many do; 0 for fewer than `FEWEST`."""
    hidden = Person.objects.exclude(level=Level.ORDINARY, forgotten_at=None)
    unseen = np.array(list(hidden.values_list("pk", flat=True)), np.int32)
    found: dict[int, int] = {}
    for part in batches(names, BATCH):
        bearing = unpacked(lists(part))
        if len(bearing.keys):
            open_ones = ~np.isin(bearing.entries["person"], unseen)
            numbers = np.add.reduceat(open_ones, bearing.ends - bearing.sizes, dtype=np.int64)
            found |= {
                key: number if number >= FEWEST else 0
                for key, number in zip(bearing.keys.tolist(), numbers.tolist(), strict=True)
            }
    return found
