"""Exact positions, written plainly until now, are sealed; ordinary reports keep the square they are in."""

from django.db import migrations, models

import jaras.kernel.keys.fields
from jaras.territory.rules.cells import cell_of
from jaras.territory.rules.geometry import Point


def seal(apps, schema_editor):
    for report in apps.get_model("intake", "Report").objects.exclude(latitude=None).iterator(chunk_size=500):
        if report.longitude is None:
            continue
        report.position = [report.latitude, report.longitude]
        if report.level == "ordinary":
            report.cell = cell_of(Point(report.latitude, report.longitude))
        report.save(update_fields=["position", "cell"])


def unseal(apps, schema_editor):
    for report in apps.get_model("intake", "Report").objects.exclude(position=None).iterator(chunk_size=500):
        if report.position:
            report.latitude, report.longitude = report.position
            report.save(update_fields=["latitude", "longitude"])


class Migration(migrations.Migration):
    dependencies = [("intake", "0008_recognitions"), ("kernel", "0006_data_keys")]
    operations = [
        migrations.AddField(
            "report",
            "position",
            jaras.kernel.keys.fields.SealedJSONField(always=True, null=True),
        ),
        migrations.AddField("report", "cell", models.CharField(blank=True, max_length=20)),
        migrations.RunPython(seal, unseal, elidable=True),
        migrations.RemoveField("report", "latitude"),
        migrations.RemoveField("report", "longitude"),
    ]
