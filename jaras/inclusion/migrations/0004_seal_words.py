"""Words of what is no longer ordinary, written plainly until now, are sealed."""

from django.db import migrations

from jaras.kernel.keys.sealing import seal_raised

MODELS = ["LifeProject", "Goal", "Step", "Agreement"]


def seal(apps, schema_editor):
    for name in MODELS:
        seal_raised(apps.get_model("inclusion", name))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("inclusion", "0003_words_sealed")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]
