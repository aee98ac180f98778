"""Words of what is no longer ordinary, written plainly until now, are sealed."""

from django.db import migrations

from jaras.kernel import search
from jaras.kernel.keys.sealing import seal_raised

MODELS = ["Report", "Assessment", "HelpCall", "CallBack", "Mission", "Duty", "Outcome"]


def seal(apps, schema_editor):
    for name in MODELS:
        seal_raised(apps.get_model("intake", name))
    raised = apps.get_model("intake", "Report").objects.exclude(level="ordinary")
    for pk in raised.values_list("pk", flat=True):
        search.seal("report", pk)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("intake", "0010_words_sealed")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]
