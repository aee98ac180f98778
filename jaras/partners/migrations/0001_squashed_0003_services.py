"""Every table of `partners` in one step, for a database that has none; one that the steps before made goes on from theirs."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('partners', '0001_first'),
        ('partners', '0002_directory'),
        ('partners', '0003_services'),
    ]

    dependencies = [
        ('territory', '0001_squashed_0002_places_with_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('name_fr', models.CharField(max_length=160)),
                ('name_ar', models.CharField(blank=True, max_length=160)),
                ('acronym', models.CharField(blank=True, max_length=30)),
                ('kind', models.CharField(max_length=40)),
                ('poles', models.JSONField(default=list)),
                ('telephone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('runs_cell', models.BooleanField(default=False)),
                ('active', models.BooleanField(default=True)),
                ('commune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune')),
            ],
            options={
                'ordering': ['name_fr'],
                'indexes': [models.Index(fields=['name_fr', 'id'], name='organisation_fr'), models.Index(fields=['name_ar', 'id'], name='organisation_ar')],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('code', models.CharField(max_length=12)),
                ('pole', models.CharField(max_length=8)),
                ('note_fr', models.CharField(blank=True, max_length=300)),
                ('note_ar', models.CharField(blank=True, max_length=300)),
                ('publics', models.JSONField(default=list)),
                ('sex', models.CharField(blank=True, max_length=1)),
                ('youngest', models.PositiveSmallIntegerField(null=True)),
                ('oldest', models.PositiveSmallIntegerField(null=True)),
                ('always_open', models.BooleanField(default=False)),
                ('telephone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('active', models.BooleanField(default=True)),
                ('communes', models.ManyToManyField(related_name='+', to='territory.commune')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='partners.organisation')),
            ],
            options={
                'ordering': ['code', 'id'],
                'indexes': [models.Index(fields=['code', 'id'], name='service_code')],
            },
        ),
        migrations.CreateModel(
            name='OpeningHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='partners.service')),
            ],
            options={
                'ordering': ['weekday', 'opens'],
                'constraints': [models.CheckConstraint(condition=models.Q(('weekday__range', (0, 6))), name='opening_weekday'), models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='opening_closes')],
            },
        ),
    ]
