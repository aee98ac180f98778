"""Every table of `kernel` in one step, for a database that has none; one that the steps before made goes on from theirs."""

from importlib import import_module
from typing import Any

import jaras.kernel.keys.fields
from jaras.kernel.record.guards import guard
from django.db import migrations, models

GUARDS = import_module("jaras.kernel.migrations.0002_guards")
SEARCH = import_module("jaras.kernel.migrations.0011_search_forms")
APPEND_ONLY = ("kernel_eventrecord", "kernel_transition")


def begin(apps: Any, editor: Any) -> None:
    """The logs refuse change, the words are indexed, both by the database itself."""
    vendor = editor.connection.vendor
    if vendor == "sqlite":
        statements = GUARDS.SQLITE_SEARCH
    else:
        statements = (GUARDS.POSTGRES_FUNCTION, SEARCH.ADD_FORMS, SEARCH.INDEX_FORMS)
    for statement in (*statements, *(each for table in APPEND_ONLY for each in guard(vendor, table))):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('kernel', '0001_first'),
        ('kernel', '0002_guards'),
        ('kernel', '0003_attempts'),
        ('kernel', '0004_reads_by_member'),
        ('kernel', '0005_reads_move'),
        ('kernel', '0006_data_keys'),
        ('kernel', '0007_files_sealed'),
        ('kernel', '0008_seal_files'),
        ('kernel', '0009_exported_files'),
        ('kernel', '0010_reasons_emptied'),
        ('kernel', '0011_search_forms'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=120)),
                ('sha256', models.CharField(max_length=64)),
                ('media_type', models.CharField(max_length=60)),
                ('size', models.PositiveIntegerField()),
                ('name', jaras.kernel.keys.fields.SealedCharField(always=True, blank=True, max_length=200)),
                ('by_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('key', jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=20)),
                ('who', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['scope', 'who', 'at'], name='attempt_of_one'), models.Index(fields=['at'], name='attempt_at')],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('key', models.CharField(default='', max_length=80)),
                ('value', models.BigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name', 'key'), name='counter_once')],
            },
        ),
        migrations.CreateModel(
            name='DataKey',
            fields=[
                ('name', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('wrapped', models.CharField(blank=True, max_length=100)),
                ('version', models.PositiveSmallIntegerField()),
                ('made_at', models.DateTimeField()),
                ('destroyed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['version', 'name'], name='datakey_version')],
            },
        ),
        migrations.CreateModel(
            name='EventRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('subject', models.CharField(max_length=30)),
                ('subject_id', models.BigIntegerField()),
                ('data', models.JSONField(default=dict)),
                ('by_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'subject_id', 'id'], name='event_subject')],
            },
        ),
        migrations.CreateModel(
            name='ExportedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('reason', models.CharField(max_length=300)),
                ('name', models.CharField(max_length=120)),
                ('media_type', models.CharField(max_length=80)),
                ('rows', models.PositiveIntegerField()),
                ('size', models.PositiveIntegerField()),
                ('token', models.CharField(max_length=32)),
                ('day', models.DateField()),
                ('number', models.PositiveSmallIntegerField()),
                ('by_id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('gone_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['by_id', 'id'], name='export_by')],
                'constraints': [models.UniqueConstraint(fields=('by_id', 'kind', 'day', 'number'), name='export_numbered')],
            },
        ),
        migrations.CreateModel(
            name='IdempotencyKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=120)),
                ('subject_id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('scope', 'key'), name='idempotency_once')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=30)),
                ('subject_id', models.BigIntegerField()),
                ('words', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('subject', 'subject_id'), name='search_once')],
            },
        ),
        migrations.CreateModel(
            name='TelephoneDigest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=30)),
                ('subject_id', models.BigIntegerField()),
                ('whole', models.CharField(max_length=20)),
                ('last8', models.CharField(max_length=20)),
                ('last6', models.CharField(max_length=20)),
                ('last4', models.CharField(max_length=20)),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'subject_id'], name='telephone_subject'), models.Index(fields=['whole', 'subject', '-subject_id'], name='telephone_whole'), models.Index(fields=['last8', 'subject', '-subject_id'], name='telephone_last8'), models.Index(fields=['last6', 'subject', '-subject_id'], name='telephone_last6'), models.Index(fields=['last4', 'subject', '-subject_id'], name='telephone_last4')],
            },
        ),
        migrations.CreateModel(
            name='Transition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=30)),
                ('subject_id', models.BigIntegerField()),
                ('verb', models.CharField(max_length=30)),
                ('source', models.CharField(max_length=30)),
                ('target', models.CharField(max_length=30)),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'subject_id', 'id'], name='transition_subject')],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
