"""Rounds, their stops, what was counted, reports that came of them."""

import django.db.models.deletion
import jaras.kernel.keys.fields
import jaras.rounds.rules
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('intake', '0015_who_further'),
        ('territory', '0001_squashed_0002_places_with_versions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('service_day', models.CharField(max_length=10)),
                ('starts_at', models.DateTimeField()),
                ('way', models.CharField(max_length=12)),
                ('state', models.CharField(default=jaras.rounds.rules.RoundState['PLANNED'], max_length=12)),
                ('started_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('word', jaras.kernel.keys.fields.SealedTextField(always=True, blank=True)),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('key', jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True)),
                ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds_led', to=settings.AUTH_USER_MODEL)),
                ('members', models.ManyToManyField(related_name='rounds', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-starts_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='RoundStop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_text', jaras.kernel.keys.fields.SealedCharField(always=True, blank=True, max_length=120, owner='round')),
                ('planned_at', models.DateTimeField(null=True)),
                ('reached_at', models.DateTimeField(null=True)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.place')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stops', to='rounds.round')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RoundReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='met_on', to='intake.report')),
                ('stop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='rounds.roundstop')),
            ],
        ),
        migrations.CreateModel(
            name='RoundTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('code', models.CharField(max_length=20)),
                ('number', models.SmallIntegerField(default=1)),
                ('token', models.CharField(max_length=32, unique=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected', to='rounds.roundtally')),
                ('stop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='rounds.roundstop')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='round',
            index=models.Index(fields=['service_day'], name='round_service_day'),
        ),
        migrations.AddIndex(
            model_name='roundtally',
            index=models.Index(fields=['stop', 'kind', 'code'], name='tally_stop'),
        ),
        migrations.AddConstraint(
            model_name='roundtally',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('corrects', None), ('number', 1)), models.Q(('corrects__isnull', False), ('number', -1)), _connector='OR'), name='tally_counts_one'),
        ),
    ]
