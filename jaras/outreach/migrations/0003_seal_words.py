"""Words of what is no longer ordinary, written plainly until now, are sealed."""

from django.db import migrations

from jaras.kernel.keys.sealing import seal_raised

MODELS = ["Answer"]


def seal(apps, schema_editor):
    for name in MODELS:
        seal_raised(apps.get_model("outreach", name))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("outreach", "0002_words_sealed")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]
