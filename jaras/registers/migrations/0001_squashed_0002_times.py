"""Every table of `registers` in one step, for a database that has none; one that the steps before made goes on from theirs."""

import django.db.models.deletion
import jaras.registers.rules.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('registers', '0001_first'),
        ('registers', '0002_times'),
    ]

    dependencies = [
        ('care', '0001_squashed_0008_seal_words'),
        ('cases', '0001_squashed_0009_seal_words'),
        ('governance', '__first__'),
        ('kernel', '0001_squashed_0011_search_forms'),
        ('people', '0001_squashed_0006_names_sealed'),
    ]

    operations = [
        migrations.CreateModel(
            name='ColumnNaming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signature', models.CharField(max_length=64, unique=True)),
                ('columns', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Register',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(default=jaras.registers.rules.states.RegisterState['RECEIVED'], max_length=12)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=4)),
                ('sheets', models.JSONField(default=list)),
                ('sheet', models.CharField(blank=True, max_length=100)),
                ('why', models.CharField(blank=True, max_length=20)),
                ('notes', models.JSONField(default=dict)),
                ('heading_row', models.PositiveIntegerField(default=1)),
                ('titles', models.JSONField(default=list)),
                ('first_rows', models.JSONField(default=list)),
                ('signature', models.CharField(blank=True, max_length=64)),
                ('columns', models.JSONField(default=dict)),
                ('twins_left_out', models.BooleanField(default=False)),
                ('invented', models.BooleanField(default=False)),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('position', models.BigIntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('moved_at', models.DateTimeField()),
                ('beat_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('staged', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='TaughtWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list', models.CharField(max_length=12)),
                ('word', models.CharField(max_length=120)),
                ('code', models.CharField(max_length=16)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('list', 'word'), name='taught_word_once')],
            },
        ),
        migrations.CreateModel(
            name='RegisterFault',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('code', models.CharField(max_length=24)),
                ('column', models.CharField(max_length=20)),
                ('value', models.CharField(blank=True, max_length=60)),
                ('stops', models.BooleanField()),
                ('register', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='faults', to='registers.register')),
            ],
            options={
                'ordering': ['number', 'id'],
                'indexes': [models.Index(fields=['register', 'number', 'id'], name='register_fault'), models.Index(fields=['register', 'code', 'number', 'id'], name='register_fault_code')],
            },
        ),
        migrations.CreateModel(
            name='RegisterRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('place', models.PositiveSmallIntegerField(default=1)),
                ('digest', models.CharField(db_index=True, max_length=32)),
                ('case_key', models.CharField(blank=True, max_length=90)),
                ('person_key', models.CharField(blank=True, max_length=260)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('intervention', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.intervention')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('register', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='registers.register')),
            ],
            options={
                'ordering': ['number', 'place'],
                'indexes': [models.Index(condition=models.Q(('case_key', ''), _negated=True), fields=['register', 'case_key'], name='register_case'), models.Index(condition=models.Q(('person_key', ''), _negated=True), fields=['register', 'person_key'], name='register_person')],
                'constraints': [models.UniqueConstraint(fields=('register', 'number', 'place'), name='register_row_once')],
            },
        ),
    ]
