"""Every table of `care` in one step, for a database that has none; one that the steps before made goes on from theirs."""

import django.db.models.deletion
import jaras.care.rules.appointments
import jaras.care.rules.interventions
import jaras.care.rules.needs
import jaras.care.rules.referrals
import jaras.kernel.keys.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('care', '0001_first'),
        ('care', '0002_diagnoses'),
        ('care', '0003_proposals'),
        ('care', '0004_referral_letters'),
        ('care', '0005_referrals_by_time'),
        ('care', '0006_living_referrals'),
        ('care', '0007_words_sealed'),
        ('care', '0008_seal_words'),
    ]

    dependencies = [
        ('cases', '0001_squashed_0009_seal_words'),
        ('governance', '__first__'),
        ('intake', '0001_squashed_0012_hide_persons'),
        ('partners', '0001_squashed_0003_services'),
        ('people', '0001_squashed_0006_names_sealed'),
        ('territory', '0001_squashed_0002_places_with_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Diagnosis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grid', models.CharField(max_length=20)),
                ('words', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='case')),
                ('note', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='case')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='diagnoses', to='cases.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='diagnoses', to='people.person')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['case', '-at', '-id'], name='diagnosis_case')],
            },
        ),
        migrations.CreateModel(
            name='DiagnosisDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', jaras.kernel.keys.fields.SealedJSONField(default=dict, owner='case')),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'member'), name='diagnosis_draft_once')],
            },
        ),
        migrations.CreateModel(
            name='DomainLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domain', models.CharField(max_length=20)),
                ('level', models.PositiveSmallIntegerField()),
                ('note', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=500, owner='diagnosis__case')),
                ('diagnosis', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='care.diagnosis')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('diagnosis', 'domain'), name='domain_once'), models.CheckConstraint(condition=models.Q(('level__range', (1, 5))), name='domain_level')],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('domain', models.CharField(blank=True, max_length=20)),
                ('service', models.CharField(max_length=12)),
                ('pole', models.CharField(max_length=8)),
                ('state', models.CharField(default=jaras.care.rules.needs.NeedState['OPEN'], max_length=10)),
                ('urgent', models.BooleanField(default=False)),
                ('words', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=500, owner='case')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='cases.case')),
                ('diagnosis', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='care.diagnosis')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='people.person')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['case', 'state'], name='need_case'), models.Index(condition=models.Q(('state', jaras.care.rules.needs.NeedState['OPEN'])), fields=['at', 'id'], name='need_open')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('what', jaras.kernel.keys.fields.SealedCharField(max_length=300, owner='case')),
                ('place_text', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=200, owner='case')),
                ('starts_at', models.DateTimeField()),
                ('reminder', models.CharField(default=jaras.care.rules.appointments.Reminder['NONE'], max_length=12)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('state', models.CharField(default=jaras.care.rules.appointments.AppointmentState['PLANNED'], max_length=12)),
                ('outcome', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=500, owner='case')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='cases.case')),
                ('companion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='people.person')),
                ('need', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='care.need')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
                'indexes': [models.Index(fields=['case', 'starts_at'], name='appointment_case'), models.Index(condition=models.Q(('state', 'planned')), fields=['companion', 'starts_at'], name='appointment_companion'), models.Index(condition=models.Q(('state', 'planned')), fields=['starts_at', 'id'], name='appointment_planned')],
            },
        ),
        migrations.CreateModel(
            name='ProposedNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('service', models.CharField(max_length=12)),
                ('reasons', models.JSONField(default=list)),
                ('urgent', models.BooleanField(default=False)),
                ('answer', models.CharField(blank=True, max_length=3)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('diagnosis', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='care.diagnosis')),
                ('need', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='care.need')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('diagnosis', 'service'), name='proposed_once')],
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(default=jaras.care.rules.referrals.ReferralState['DRAFT'], max_length=12)),
                ('is_living', models.GeneratedField(db_persist=True, expression=models.ExpressionWrapper(models.Q(('state__in', ['draft', 'sent', 'seen', 'accepted', 'in_progress'])), output_field=models.BooleanField()), output_field=models.BooleanField())),
                ('door', models.CharField(default=jaras.care.rules.referrals.Door['LINK'], max_length=8)),
                ('code_digest', models.CharField(blank=True, max_length=128)),
                ('nonce', models.CharField(max_length=32)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('message', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='case')),
                ('shared', models.JSONField(default=list)),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('outcome', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='case')),
                ('sent_at', models.DateTimeField(null=True)),
                ('seen_at', models.DateTimeField(null=True)),
                ('remind_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='cases.case')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='care.need')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='partners.organisation')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.service')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['-at', '-id'], name='referral_at'), models.Index(fields=['case', '-at', '-id'], name='referral_case'), models.Index(fields=['organisation', '-at', '-id'], name='referral_organisation'), models.Index(condition=models.Q(('is_living', True)), fields=['expires_at', 'id'], name='referral_living'), models.Index(condition=models.Q(('state__in', (jaras.care.rules.referrals.ReferralState['SENT'], jaras.care.rules.referrals.ReferralState['SEEN']))), fields=['expires_at'], name='referral_expires'), models.Index(condition=models.Q(('reminded_at', None), ('state__in', (jaras.care.rules.referrals.ReferralState['SENT'], jaras.care.rules.referrals.ReferralState['SEEN']))), fields=['remind_at'], name='referral_remind')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', (jaras.care.rules.referrals.ReferralState['DRAFT'], jaras.care.rules.referrals.ReferralState['SENT'], jaras.care.rules.referrals.ReferralState['SEEN'], jaras.care.rules.referrals.ReferralState['ACCEPTED'], jaras.care.rules.referrals.ReferralState['IN_PROGRESS']))), fields=('need',), name='referral_one_living')],
            },
        ),
        migrations.CreateModel(
            name='Intervention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('code', models.CharField(max_length=12)),
                ('pole', models.CharField(max_length=8)),
                ('state', models.CharField(default=jaras.care.rules.interventions.InterventionState['PLANNED'], max_length=12)),
                ('place_text', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=200, owner='case|report')),
                ('nights', models.PositiveSmallIntegerField(default=0)),
                ('cost', models.DecimalField(decimal_places=2, max_digits=10, null=True)),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('note', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='case|report')),
                ('source', models.CharField(blank=True, max_length=40)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interventions', to='cases.case')),
                ('commune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interventions', to='intake.report')),
                ('need', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interventions', to='care.need')),
                ('referral', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interventions', to='care.referral')),
            ],
            options={
                'ordering': ['at', 'id'],
                'indexes': [models.Index(fields=['-at', '-id'], name='intervention_at'), models.Index(fields=['pole', '-at', '-id'], name='intervention_pole_at'), models.Index(fields=['commune', '-at', '-id'], name='intervention_commune_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('report__isnull', False), ('case__isnull', False), _connector='OR'), name='intervention_belongs'), models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source',), name='intervention_source_once')],
            },
        ),
        migrations.CreateModel(
            name='ReferralLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(default=jaras.care.rules.referrals.LetterKind['REQUEST'], max_length=12)),
                ('to', models.EmailField(max_length=254)),
                ('nonce', models.CharField(max_length=32)),
                ('at', models.DateTimeField()),
                ('mailed_at', models.DateTimeField(null=True)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='care.referral')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ReferralMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(default=jaras.care.rules.referrals.MessageKind['NEWS'], max_length=10)),
                ('from_partner', models.BooleanField(default=False)),
                ('words', jaras.kernel.keys.fields.SealedTextField(owner='referral__case')),
                ('signed', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=120, owner='referral__case')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='care.referral')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
    ]
