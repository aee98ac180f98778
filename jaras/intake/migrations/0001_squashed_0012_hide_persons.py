"""Every table of `intake` in one step, for a database that has none; one that the steps before made goes on from theirs."""

import django.db.models.deletion
import jaras.intake.rules.states
import jaras.kernel.keys.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('intake', '0001_first'),
        ('intake', '0002_call_backs'),
        ('intake', '0003_waiting'),
        ('intake', '0004_compartments'),
        ('intake', '0005_telephones_sealed'),
        ('intake', '0006_seal_telephones'),
        ('intake', '0007_forgotten'),
        ('intake', '0008_recognitions'),
        ('intake', '0009_positions_sealed'),
        ('intake', '0010_words_sealed'),
        ('intake', '0011_seal_words'),
        ('intake', '0012_hide_persons'),
    ]

    dependencies = [
        ('cases', '0001_squashed_0009_seal_words'),
        ('governance', '__first__'),
        ('kernel', '0001_squashed_0011_search_forms'),
        ('partners', '0001_squashed_0003_services'),
        ('people', '0001_squashed_0006_names_sealed'),
        ('territory', '0001_squashed_0002_places_with_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(default=jaras.intake.rules.states.ReportState['DRAFT'], max_length=12)),
                ('is_waiting', models.GeneratedField(db_persist=True, expression=models.ExpressionWrapper(models.Q(('state__in', ['received', 'reopened'])), output_field=models.BooleanField()), output_field=models.BooleanField())),
                ('is_open', models.GeneratedField(db_persist=True, expression=models.ExpressionWrapper(models.Q(('state__in', ['received', 'reopened', 'triaged'])), output_field=models.BooleanField()), output_field=models.BooleanField())),
                ('level', models.CharField(choices=[('ordinary', 'ordinary'), ('restricted', 'restricted'), ('sealed', 'sealed')], default='ordinary', max_length=12)),
                ('compartment', models.CharField(blank=True, max_length=20)),
                ('channel', models.CharField(max_length=12)),
                ('words', jaras.kernel.keys.fields.SealedTextField()),
                ('language', models.CharField(blank=True, max_length=10)),
                ('kind', models.CharField(blank=True, max_length=14)),
                ('urgency', models.CharField(blank=True, max_length=10)),
                ('urgency_rank', models.PositiveSmallIntegerField(default=2)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('target_groups', models.JSONField(default=list)),
                ('needs', models.JSONField(default=list)),
                ('poles', models.JSONField(default=list)),
                ('perceptions', models.JSONField(default=list)),
                ('place_text', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=200)),
                ('position', jaras.kernel.keys.fields.SealedJSONField(always=True, null=True)),
                ('cell', models.CharField(blank=True, max_length=20)),
                ('who', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=300)),
                ('reporter_name', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=120)),
                ('reporter_telephone', jaras.kernel.keys.fields.SealedCharField(always=True, blank=True, max_length=40)),
                ('reporter_email', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=254)),
                ('anonymous', models.BooleanField(default=False)),
                ('registry_number', models.CharField(blank=True, max_length=40)),
                ('tracking_digest', models.CharField(max_length=64, null=True, unique=True)),
                ('flagged', models.CharField(blank=True, max_length=20)),
                ('received_at', models.DateTimeField()),
                ('respond_by', models.DateTimeField(null=True)),
                ('first_response_at', models.DateTimeField(null=True)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('key', jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True)),
                ('claimed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('commune', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune')),
                ('joined_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='intake.report')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.organisation')),
                ('place', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.place')),
                ('taken_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('claimed_by', None), ('is_waiting', True)), fields=['urgency_rank', 'received_at', 'id'], name='report_waiting'), models.Index(condition=models.Q(('claimed_by__isnull', False), ('is_open', True)), fields=['urgency_rank', 'received_at', 'id'], name='report_under_way'), models.Index(condition=models.Q(('is_open', True)), fields=['received_at', 'id'], name='report_open'), models.Index(fields=['-received_at', '-id'], name='report_received'), models.Index(fields=['taken_by', 'state'], name='report_taken_by'), models.Index(condition=models.Q(('claimed_by__isnull', False)), fields=['claimed_by', 'state'], name='report_claimed_by')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('level', 'sealed'), models.Q(('compartment', ''), _negated=True)), models.Q(models.Q(('level', 'sealed'), _negated=True), ('compartment', '')), _connector='OR'), name='report_sealed_in')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('note', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='report')),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_by_id', models.BigIntegerField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='cases.case')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.organisation')),
                ('other', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.report')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='intake.report')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Mission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('team', jaras.kernel.keys.fields.SealedCharField(max_length=160, owner='report')),
                ('state', models.CharField(default=jaras.intake.rules.states.MissionState['SENT'], max_length=12)),
                ('result', models.CharField(blank=True, max_length=20)),
                ('note', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='report')),
                ('sent_by_id', models.BigIntegerField(null=True)),
                ('sent_at', models.DateTimeField()),
                ('on_site_at', models.DateTimeField(null=True)),
                ('back_at', models.DateTimeField(null=True)),
                ('leader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='missions', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='missions', to='intake.report')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HelpCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20)),
                ('note', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=300, owner='report')),
                ('called_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='help_calls', to='intake.report')),
            ],
        ),
        migrations.CreateModel(
            name='CallBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reached', models.BooleanField()),
                ('note', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='report')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='call_backs', to='intake.report')),
            ],
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed', jaras.kernel.keys.fields.SealedJSONField(default=dict, owner='report')),
                ('reasons', jaras.kernel.keys.fields.SealedJSONField(default=dict, owner='report')),
                ('policy', models.CharField(max_length=16)),
                ('decided', jaras.kernel.keys.fields.SealedJSONField(default=dict, owner='report')),
                ('decided_by_id', models.BigIntegerField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField()),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='assessment', to='intake.report')),
            ],
        ),
        migrations.CreateModel(
            name='ReportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='intake.report')),
            ],
        ),
        migrations.CreateModel(
            name='ReportPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_links', to='people.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='person_links', to='intake.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'person'), name='report_person_once')],
            },
        ),
        migrations.CreateModel(
            name='Recognition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('kept', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_by_id', models.BigIntegerField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('described', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recognised_as', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recognised_in', to='people.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recognitions', to='intake.report')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('report', 'described'), name='recognised_once')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(max_length=12)),
                ('external_id', models.CharField(max_length=120)),
                ('text', jaras.kernel.keys.fields.SealedTextField(always=True, owner='report')),
                ('raw', jaras.kernel.keys.fields.SealedJSONField(always=True, default=dict, owner='report')),
                ('at', models.DateTimeField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='intake.report')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('channel', 'external_id'), name='message_once')],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('code', models.CharField(max_length=8)),
                ('state', models.CharField(default=jaras.intake.rules.states.DutyState['DUE'], max_length=10)),
                ('due_at', models.DateTimeField(null=True)),
                ('to_whom', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=200, owner='report')),
                ('reference', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=80, owner='report')),
                ('reason', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='report')),
                ('settled_at', models.DateTimeField(null=True)),
                ('raised_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='intake.report')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('state', jaras.intake.rules.states.DutyState['DUE'])), fields=['due_at'], name='duty_due')],
                'constraints': [models.UniqueConstraint(fields=('report', 'code'), name='duty_once')],
            },
        ),
        migrations.AddField(
            model_name='Report',
            name='persons',
            field=models.ManyToManyField(related_name='reports', through='intake.ReportPerson', to='people.person'),
        ),
    ]
