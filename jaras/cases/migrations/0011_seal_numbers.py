"""Numbers that registers gave to cases which are no longer ordinary are sealed."""

from django.db import migrations

from jaras.kernel.keys.sealing import seal_raised


def seal(apps, schema_editor):
    seal_raised(apps.get_model("cases", "Case"))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("cases", "0010_number_sealed")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]
