"""Telephones that were written plainly are sealed, made findable by their digests."""

from django.db import migrations

from jaras.kernel.keys.sealing import seal_all
from jaras.kernel import telephones


def seal(apps, schema_editor):
    person = apps.get_model("people", "Person")
    telephones.index_all("person", person, "telephone")
    seal_all(person)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("people", "0002_telephones_sealed"), ("kernel", "0006_data_keys")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]
