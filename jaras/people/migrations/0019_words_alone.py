"""The text index keeps the words of persons alone: how names are heard lies under their keys.

A batch at a time, each in its own transaction, so that others write between them; what is written so already is
read, not written. Stopped half way it begins anew.
"""

from collections import defaultdict

from django.db import migrations, transaction

from jaras.kernel import keys, search

BATCH = 500
COLUMNS = (
    *("given_name", "family_name", "arabic_name", "nickname", "married_name"),
    *("description", "signs"),
)


def write_anew(apps, editor):
    persons = apps.get_model("people", "Person").objects.filter(forgotten_at=None).order_by("pk")
    last = 0
    while batch := list(persons.filter(pk__gt=last, merged_into=None)[:BATCH]):
        last = batch[-1].pk
        absorbed = defaultdict(list)
        for record in persons.filter(merged_into__in=[person.pk for person in batch]):
            absorbed[record.merged_into_id].append(record)
        read = [*batch, *(record for records in absorbed.values() for record in records)]
        keys.prepare(record.__dict__[name] for record in read for name in COLUMNS)
        sealed = {person.pk for person in batch if person.level != "ordinary"}
        with transaction.atomic(using=editor.connection.alias):
            rows = [_row(person.pk, [person, *absorbed[person.pk]]) for person in batch]
            search.renew("person", rows, sealed=sealed)


def _row(pk, records):
    texts = [text for record in records for text in (*_names(record), record.description, record.signs)]
    return pk, texts


def _names(record):
    latin = f"{record.given_name} {record.family_name}".strip()
    return (latin, record.arabic_name, record.nickname, record.married_name)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("people", "0018_posting_lists"), ("kernel", "0013_seal_reasons")]
    operations = [migrations.RunPython(write_anew, migrations.RunPython.noop, elidable=True)]
