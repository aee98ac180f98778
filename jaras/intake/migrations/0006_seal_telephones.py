"""Telephones of reporters, messages as they came, written plainly until now, are sealed."""

from django.db import migrations

from jaras.kernel.keys.sealing import seal_all
from jaras.kernel import telephones


def seal(apps, schema_editor):
    report = apps.get_model("intake", "Report")
    telephones.index_all("report", report, "reporter_telephone")
    seal_all(report)
    seal_all(apps.get_model("intake", "Message"))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("intake", "0005_telephones_sealed"), ("kernel", "0006_data_keys")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]
