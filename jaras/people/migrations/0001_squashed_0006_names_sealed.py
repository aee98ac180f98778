"""Every table of `people` in one step, for a database that has none; one that the steps before made goes on from theirs."""

import django.db.models.deletion
import jaras.kernel.keys.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('people', '0001_first'),
        ('people', '0002_telephones_sealed'),
        ('people', '0003_seal_telephones'),
        ('people', '0004_forgotten'),
        ('people', '0005_origin'),
        ('people', '0006_names_sealed'),
    ]

    dependencies = [
        ('territory', '0001_squashed_0002_places_with_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('level', models.CharField(choices=[('ordinary', 'ordinary'), ('restricted', 'restricted'), ('sealed', 'sealed')], default='ordinary', max_length=12)),
                ('given_name', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=80)),
                ('family_name', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=80)),
                ('arabic_name', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=160)),
                ('description', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=300)),
                ('sex', models.CharField(blank=True, max_length=1)),
                ('born_on', models.DateField(null=True)),
                ('age_about', models.PositiveSmallIntegerField(null=True)),
                ('age_said_on', models.DateField(null=True)),
                ('telephone', jaras.kernel.keys.fields.SealedCharField(always=True, blank=True, max_length=40)),
                ('speaks', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=80)),
                ('contact_safety', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=300)),
                ('origin', models.CharField(blank=True, max_length=12)),
                ('target_groups', models.JSONField(default=list)),
                ('registered_at', models.DateTimeField()),
                ('registered_by_id', models.BigIntegerField(null=True)),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('key', jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True)),
                ('commune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
