"""How common names are is counted while nobody waits."""

from django.db import connection
from django.db.models import Exists, OuterRef

from jaras.kernel.models import Level
from jaras.people.models import IdentityKey, NameFrequency, Person
from jaras.people.queries.lying import EVERYBODY

BATCH = 1000
FEWEST = 2  # how many bear a name that one person bears is not written down

_COUNTED = f"""
SELECT lying.key, count(*) FROM {IdentityKey._meta.db_table} lying
JOIN {NameFrequency._meta.db_table} name ON name.key = lying.key
JOIN {Person._meta.db_table} person ON person.id = lying.person_id
WHERE person.level = %s AND person.forgotten_at IS NULL GROUP BY lying.key HAVING count(*) >= {FEWEST}
"""  # nosec B608 - our own words


def count_names() -> int:
    """How common each name is, anew, of the persons whom open records tell of; their number."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [Level.ORDINARY])
        counted: dict[int, int] = dict(cursor.fetchall())
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
