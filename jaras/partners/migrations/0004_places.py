"""Sites, their units, who has which one: two never at once, by the database itself."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

LIVING = "('held', 'occupied', 'out_of_order')"
POSTGRES = f"""
ALTER TABLE partners_occupancy ADD CONSTRAINT occupancy_one_at_a_time EXCLUDE USING gist (
int8range(unit_id, unit_id, '[]') WITH &&, tstzrange(begins_at, ends_at) WITH &&) WHERE (state IN {LIVING})
"""
# A moment without a fraction is written without one, so that moments compare as their letters do.
SQLITE = """
CREATE TRIGGER partners_occupancy_{name} BEFORE {verb} ON partners_occupancy WHEN NEW.state IN {living}
AND EXISTS (SELECT 1 FROM partners_occupancy other WHERE other.unit_id = NEW.unit_id AND other.is_living
AND other.id IS NOT NEW.id AND (NEW.ends_at IS NULL OR other.begins_at < NEW.ends_at)
AND (other.ends_at IS NULL OR other.ends_at > NEW.begins_at))
BEGIN SELECT RAISE(ABORT, 'occupancy_one_at_a_time'); END
"""


def guard(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES)
        return
    for name, verb in (("taken", "INSERT"), ("retaken", "UPDATE")):
        editor.execute(SQLITE.format(name=name, verb=verb, living=LIVING))


def unguard(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE partners_occupancy DROP CONSTRAINT occupancy_one_at_a_time")
        return
    for name in ("taken", "retaken"):
        editor.execute(f"DROP TRIGGER partners_occupancy_{name}")


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0001_squashed_0003_services'),
        ('territory', '0001_squashed_0002_places_with_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('name_fr', models.CharField(max_length=160)),
                ('name_ar', models.CharField(blank=True, max_length=160)),
                ('address_fr', models.CharField(blank=True, max_length=200)),
                ('address_ar', models.CharField(blank=True, max_length=200)),
                ('telephone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('active', models.BooleanField(default=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('nonce', models.CharField(blank=True, max_length=32)),
                ('commune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='partners.organisation')),
            ],
            options={
                'ordering': ['name_fr', 'id'],
                'indexes': [models.Index(fields=['name_fr', 'id'], name='site_fr')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(max_length=12)),
                ('label', models.CharField(max_length=40)),
                ('sex', models.CharField(blank=True, max_length=1)),
                ('youngest', models.PositiveSmallIntegerField(null=True)),
                ('oldest', models.PositiveSmallIntegerField(null=True)),
                ('step_free', models.BooleanField(default=False)),
                ('active', models.BooleanField(default=True)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='partners.service')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='partners.site')),
            ],
            options={
                'ordering': ['site_id', 'id'],
                'constraints': [models.UniqueConstraint(fields=('site', 'label'), name='unit_label_once')],
            },
        ),
        migrations.CreateModel(
            name='Occupancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(default='held', max_length=12)),
                ('is_living', models.GeneratedField(db_persist=True, expression=models.ExpressionWrapper(models.Q(('state__in', ['held', 'occupied', 'out_of_order'])), output_field=models.BooleanField()), output_field=models.BooleanField())),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('code', models.CharField(blank=True, max_length=4)),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('arrived_at', models.DateTimeField(null=True)),
                ('begun_by_id', models.BigIntegerField(null=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='occupancies', to='partners.unit')),
            ],
            options={
                'ordering': ['-begins_at', '-id'],
                'indexes': [
                    models.Index(fields=['unit', '-begins_at'], name='occupancy_unit'),
                    models.Index(fields=['unit'], name='occupancy_living', condition=models.Q(is_living=True)),
                    models.Index(fields=['ends_at'], name='occupancy_runs_out', condition=models.Q(state='held')),
                ],
                'constraints': [
                    models.CheckConstraint(
                        condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F('begins_at')),
                        name='occupancy_ends_after_it_begins',
                    ),
                ],
            },
        ),
        migrations.RunPython(guard, unguard, elidable=False),
    ]
