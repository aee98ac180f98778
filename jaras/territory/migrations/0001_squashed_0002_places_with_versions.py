"""Every table of `territory` in one step, for a database that has none; one that the steps before made goes on from theirs."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('territory', '0001_first'),
        ('territory', '0002_places_with_versions'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Province',
            fields=[
                ('name_fr', models.CharField(max_length=160)),
                ('name_ar', models.CharField(blank=True, max_length=160)),
                ('code', models.CharField(max_length=10, primary_key=True, serialize=False)),
                ('region_code', models.CharField(max_length=4)),
                ('region_fr', models.CharField(max_length=80)),
                ('region_ar', models.CharField(max_length=80)),
                ('population', models.PositiveIntegerField(null=True)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Commune',
            fields=[
                ('name_fr', models.CharField(max_length=160)),
                ('name_ar', models.CharField(blank=True, max_length=160)),
                ('code', models.CharField(max_length=16, primary_key=True, serialize=False)),
                ('cercle_code', models.CharField(blank=True, max_length=12)),
                ('cercle_fr', models.CharField(blank=True, max_length=80)),
                ('cercle_ar', models.CharField(blank=True, max_length=80)),
                ('urban', models.BooleanField()),
                ('population', models.PositiveIntegerField(null=True)),
                ('households', models.PositiveIntegerField(null=True)),
                ('boundary', models.JSONField(null=True)),
                ('boundary_source', models.CharField(blank=True, max_length=300)),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='communes', to='territory.province')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Installation',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('cell_name_fr', models.CharField(blank=True, max_length=160)),
                ('cell_name_ar', models.CharField(blank=True, max_length=160)),
                ('invented', models.BooleanField()),
                ('begun_at', models.DateTimeField()),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='territory.province')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='installation_once')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('name_fr', models.CharField(max_length=160)),
                ('name_ar', models.CharField(blank=True, max_length=160)),
                ('kind', models.CharField(max_length=20)),
                ('aliases', models.JSONField(default=list)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('active', models.BooleanField(default=True)),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='territory.commune')),
            ],
            options={
                'ordering': ['commune_id', 'name_fr'],
                'indexes': [models.Index(fields=['commune', 'kind'], name='place_commune_kind')],
                'constraints': [models.UniqueConstraint(fields=('commune', 'kind', 'name_fr', 'name_ar'), name='place_once'), models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='place_whole_point')],
            },
        ),
    ]
