"""Figures of what is shared with fewer stand in rows of their own."""

from typing import Any

from django.db import migrations, models

CLOSED = (("case", "cases_case"), ("report", "intake_report"))


def count_apart(apps: Any, editor: Any) -> None:
    """What was counted is called ordinary; whatever is not is marked, so that the next settling counts it apart."""
    editor.execute("UPDATE steering_figure SET key = key || ' ordinary'")
    for kind, table in CLOSED:
        editor.execute(
            f"INSERT INTO steering_mark (kind, subject_id) "  # nosec B608 - names of our own tables
            f"SELECT '{kind}', id FROM {table} WHERE level <> 'ordinary'"
        )


class Migration(migrations.Migration):

    dependencies = [
        ("steering", "0001_first"),
        ("cases", "0005_compartments"),
        ("intake", "0004_compartments"),
    ]

    operations = [
        migrations.AddField("counted", "share", models.CharField(default="ordinary", max_length=32)),
        migrations.AddField("figure", "share", models.CharField(default="ordinary", max_length=32)),
        migrations.AlterField("figure", "key", models.CharField(max_length=130, primary_key=True, serialize=False)),
        migrations.RunPython(count_apart, migrations.RunPython.noop),
    ]
