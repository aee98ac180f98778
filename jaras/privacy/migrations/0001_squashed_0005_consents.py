"""Every table of `privacy` in one step, for a database that has none; one that the steps before made goes on from theirs."""

import django.db.models.deletion
import jaras.kernel.keys.fields
import jaras.privacy.rules.requests
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('privacy', '0001_first'),
        ('privacy', '0002_requests'),
        ('privacy', '0003_identity_number'),
        ('privacy', '0004_handed'),
        ('privacy', '0005_consents'),
    ]

    dependencies = [
        ('kernel', '0001_squashed_0011_search_forms'),
        ('people', '0001_squashed_0006_names_sealed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('years', models.PositiveSmallIntegerField(null=True)),
                ('things', models.JSONField(default=list)),
                ('rows', models.PositiveIntegerField()),
                ('files', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='RightsRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('right', models.CharField(max_length=20)),
                ('way', models.CharField(max_length=20)),
                ('asker', models.CharField(max_length=20)),
                ('asker_name', jaras.kernel.keys.fields.SealedCharField(always=True, max_length=160)),
                ('about_name', jaras.kernel.keys.fields.SealedCharField(always=True, blank=True, max_length=160)),
                ('contact', jaras.kernel.keys.fields.SealedCharField(always=True, blank=True, max_length=160)),
                ('words', jaras.kernel.keys.fields.SealedTextField(always=True, blank=True)),
                ('state', models.CharField(default=jaras.privacy.rules.requests.RequestState['RECEIVED'], max_length=20)),
                ('identity', models.CharField(blank=True, max_length=20)),
                ('answer', models.CharField(blank=True, max_length=30)),
                ('handed', models.CharField(blank=True, max_length=20)),
                ('note', jaras.kernel.keys.fields.SealedTextField(always=True, blank=True)),
                ('received_at', models.DateTimeField()),
                ('received_by_id', models.BigIntegerField(null=True)),
                ('due_on', models.DateField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('key', jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Authorisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60)),
                ('granted_on', models.DateField()),
                ('invented', models.BooleanField(default=False)),
                ('entered_by_id', models.BigIntegerField(null=True)),
                ('entered_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(models.Value(1), condition=models.Q(('ended_at', None)), name='authorisation_one_in_force')],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('thing_id', models.BigIntegerField()),
                ('reason', models.CharField(max_length=300)),
                ('placed_by_id', models.BigIntegerField(null=True)),
                ('placed_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('kind', 'thing_id'), name='hold_once')],
            },
        ),
        migrations.CreateModel(
            name='IdentityNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', jaras.kernel.keys.fields.SealedCharField(always=True, blank=True, max_length=20, owner='person')),
                ('digest', models.CharField(blank=True, db_index=True, max_length=40)),
                ('written_by_id', models.BigIntegerField(null=True)),
                ('written_at', models.DateTimeField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='identity_number', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=20)),
                ('state', models.CharField(max_length=10)),
                ('said_by', models.CharField(default='person', max_length=10)),
                ('way', models.CharField(max_length=10)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('by_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='people.person')),
                ('proof', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['person', 'purpose', '-id'], name='consent_last')],
            },
        ),
        migrations.CreateModel(
            name='PersonalCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rows', models.PositiveIntegerField()),
                ('left_out', models.PositiveIntegerField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('made_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='privacy.rightsrequest')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
    ]
