"""Every table of `steering` in one step, for a database that has none; one that the steps before made goes on from theirs."""

from django.db import migrations, models


def begin(apps, schema_editor):
    """The ledger has its row; nothing is there yet that figures would have to count."""
    schema_editor.execute("INSERT INTO steering_ledger (id, turn) VALUES (1, 0)")


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('steering', '0001_first'),
        ('steering', '0002_shares'),
    ]

    dependencies = [
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
                ('share', models.CharField(default='ordinary', max_length=32)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-at', '-subject_id'], name='counted_at')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'subject_id'), name='counted_once')],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('key', models.CharField(max_length=130, primary_key=True, serialize=False)),
                ('unit', models.CharField(max_length=14)),
                ('period', models.CharField(max_length=7)),
                ('kept', models.CharField(blank=True, max_length=60)),
                ('share', models.CharField(default='ordinary', max_length=32)),
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
