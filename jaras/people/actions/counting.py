"""How common names are is counted while nobody waits."""

from django.db.models import Exists, OuterRef

from jaras.kernel.models import Level
from jaras.people.models import IdentityKey, NameFrequency, Person
from jaras.people.queries.lying import EVERYBODY, bearers

BATCH = 1000
FEWEST = 2  # how many bear a name that one person bears is not written down


def count_names() -> int:
    """How common each name is, anew, of the persons whom open records tell of; their number."""
    counted = bearers(fewest=FEWEST)
    persons = Person.objects.filter(level=Level.ORDINARY, forgotten_at=None, merged_into=None).count()
    counted[EVERYBODY] = persons
    written = dict(NameFrequency.objects.values_list("key", "persons"))
    counted |= {key: 0 for key, number in written.items() if number and key not in counted}
    changed = [
        NameFrequency(key=key, persons=number)
        for key, number in counted.items()
        if written.get(key) != number
    ]
    NameFrequency.objects.bulk_create(
        changed, BATCH, update_conflicts=True, unique_fields=["key"], update_fields=["persons"]
    )
    borne = IdentityKey.objects.filter(key=OuterRef("key"))
    NameFrequency.objects.exclude(key=EVERYBODY).exclude(Exists(borne)).delete()
    return persons
