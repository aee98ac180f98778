"""What registers show of somebody is sealed; what joins their rows is kept as keyed digests."""

from django.db import migrations
from django.db.models import Q

from jaras.kernel.keys.scrubbing import scrub
from jaras.kernel.keys.sealing import seal_all
from jaras.registers.queries.digests import keyed

BATCH = 1000


def seal(apps, schema_editor):
    seal_all(apps.get_model("registers", "Register"))
    seal_all(apps.get_model("registers", "RegisterFault"))
    rows = apps.get_model("registers", "RegisterRow").objects
    for name in ("case_key", "person_key"):
        # As they were written they say which of two they are; a digest has no such sign.
        plain = Q(**{f"{name}__startswith": "c:"}) | Q(**{f"{name}__startswith": "n:"})
        while batch := list(rows.filter(plain).order_by("pk")[:BATCH]):
            for row in batch:
                setattr(row, name, keyed(getattr(row, name)))
            rows.bulk_update(batch, [name])
    scrub()


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("registers", "0003_registers_sealed")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]
