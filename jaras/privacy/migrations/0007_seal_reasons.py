"""Reasons of what is held back, written plainly until now, are sealed."""

from typing import Any

from django.db import migrations

from jaras.kernel.keys.sealing import seal_all

MODELS = ['Hold']


def seal(apps: Any, editor: Any) -> None:
    for name in MODELS:
        seal_all(apps.get_model("privacy", name))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("privacy", "0006_reasons_sealed"), ("kernel", "0006_data_keys")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]
