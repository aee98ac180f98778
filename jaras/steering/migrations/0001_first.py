"""Figures, with a mark on everything that was there before them."""

from typing import Any

from django.db import migrations, models

ALREADY_THERE = (
    ("report", "intake_report"),
    ("case", "cases_case"),
    ("person", "people_person"),
    ("intervention", "care_intervention"),
)


def begin(apps: Any, editor: Any) -> None:
    """The ledger has its row; whatever was there before figures is counted by the first settling."""
    editor.execute("INSERT INTO steering_ledger (id, turn) VALUES (1, 0)")
    for kind, table in ALREADY_THERE:
        editor.execute(f"INSERT INTO steering_mark (kind, subject_id) SELECT '{kind}', id FROM {table}")  # nosec B608 - names of our own tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("care", "0002_diagnoses"),
        ("intake", "0003_waiting"),
        ("cases", "0001_first"),
        ("people", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('subject_id', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Counted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.CharField(max_length=14)),
                ('subject_id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('amount', models.PositiveIntegerField(default=1)),
                ('tags', models.TextField()),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-at', '-subject_id'], name='counted_at')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'subject_id'), name='counted_once')],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('key', models.CharField(max_length=90, primary_key=True, serialize=False)),
                ('unit', models.CharField(max_length=14)),
                ('period', models.CharField(max_length=7)),
                ('kept', models.CharField(blank=True, max_length=60)),
                ('total', models.BigIntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['kept', 'period', 'unit'], name='figure_kept')],
            },
        ),
        migrations.CreateModel(
            name='Ledger',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('turn', models.BigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='ledger_once')],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
