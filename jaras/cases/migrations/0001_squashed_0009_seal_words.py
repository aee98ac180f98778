"""Every table of `cases` in one step, for a database that has none; one that the steps before made goes on from theirs."""

import django.db.models.deletion
import jaras.cases.rules
import jaras.kernel.keys.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('cases', '0001_first'),
        ('cases', '0002_living'),
        ('cases', '0003_closures'),
        ('cases', '0004_past'),
        ('cases', '0005_compartments'),
        ('cases', '0006_forgotten'),
        ('cases', '0007_past_told'),
        ('cases', '0008_words_sealed'),
        ('cases', '0009_seal_words'),
    ]

    dependencies = [
        ('governance', '__first__'),
        ('kernel', '0001_squashed_0011_search_forms'),
        ('people', '0001_squashed_0006_names_sealed'),
        ('territory', '0001_squashed_0002_places_with_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(default=jaras.cases.rules.CaseState['OPEN'], max_length=20)),
                ('stage', models.CharField(default=jaras.cases.rules.Stage['ACCUEIL'], max_length=12)),
                ('is_living', models.GeneratedField(db_persist=True, expression=models.ExpressionWrapper(models.Q(('state__in', ['open', 'assessing', 'planned', 'in_progress', 'monitoring', 'closure_requested', 'reopened', 'on_hold'])), output_field=models.BooleanField()), output_field=models.BooleanField())),
                ('level', models.CharField(choices=[('ordinary', 'ordinary'), ('restricted', 'restricted'), ('sealed', 'sealed')], default='ordinary', max_length=12)),
                ('compartment', models.CharField(blank=True, max_length=20)),
                ('urgency', models.CharField(blank=True, max_length=10)),
                ('poles', models.JSONField(default=list)),
                ('target_groups', models.JSONField(default=list)),
                ('place_text', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=200)),
                ('summary', jaras.kernel.keys.fields.SealedTextField(blank=True)),
                ('next_what', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=300)),
                ('next_due_at', models.DateTimeField(null=True)),
                ('is_past', models.BooleanField(default=False)),
                ('registry_number', models.CharField(blank=True, max_length=80)),
                ('past_channel', models.CharField(blank=True, max_length=12)),
                ('past_origin', models.CharField(blank=True, max_length=12)),
                ('closure_requested_by_id', models.BigIntegerField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('moved_at', models.DateTimeField()),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('key', jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True)),
                ('commune', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune')),
                ('next_who', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referent', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-moved_at', '-id'],
                'indexes': [models.Index(fields=['-moved_at', '-id'], name='case_moved'), models.Index(condition=models.Q(('is_living', True)), fields=['-moved_at', '-id'], name='case_living'), models.Index(condition=models.Q(('is_living', False)), fields=['-moved_at', '-id'], name='case_ended'), models.Index(fields=['-opened_at', '-id'], name='case_opened'), models.Index(fields=['commune', '-opened_at', '-id'], name='case_commune_opened'), models.Index(fields=['referent', '-opened_at', '-id'], name='case_referent_opened'), models.Index(fields=['state', '-moved_at', '-id'], name='case_state_moved'), models.Index(fields=['stage', '-moved_at', '-id'], name='case_stage_moved'), models.Index(fields=['commune', '-moved_at', '-id'], name='case_commune_moved'), models.Index(fields=['referent', '-moved_at', '-id'], name='case_referent_moved'), models.Index(fields=['urgency', '-moved_at', '-id'], name='case_urgency_moved'), models.Index(condition=models.Q(('next_due_at__isnull', False)), fields=['next_due_at', 'id'], name='case_next_due'), models.Index(condition=models.Q(('next_due_at__isnull', False)), fields=['commune', 'next_due_at', 'id'], name='case_commune_due'), models.Index(condition=models.Q(('next_due_at__isnull', False)), fields=['referent', 'next_due_at', 'id'], name='case_referent_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('level', 'sealed'), models.Q(('compartment', ''), _negated=True)), models.Q(models.Q(('level', 'sealed'), _negated=True), ('compartment', '')), _connector='OR'), name='case_sealed_in')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', jaras.kernel.keys.fields.SealedCharField(max_length=200, owner='case')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='cases.case')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(default='beneficiary', max_length=20)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='cases.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='people.person')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('case', 'person'), name='party_once')],
            },
        ),
        migrations.CreateModel(
            name='StageChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(max_length=12)),
                ('by_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='cases.case')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='TimelineEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(max_length=20)),
                ('text', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='case')),
                ('data', jaras.kernel.keys.fields.SealedJSONField(default=dict, owner='case')),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='timeline', to='cases.case')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['case', '-at', '-id'], name='timeline_case')],
            },
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(max_length=20)),
                ('summary', jaras.kernel.keys.fields.SealedTextField(owner='case')),
                ('follow_up_on', models.DateField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('approved', models.BooleanField(null=True)),
                ('answer', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='case')),
                ('news_at', models.DateTimeField(null=True)),
                ('reopened_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closures', to='cases.case')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('approved', True), ('news_at', None), ('reopened_at', None)), fields=['follow_up_on', 'id'], name='closure_follow_up')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('case',), name='closure_asked_once'), models.CheckConstraint(condition=models.Q(('approved', True), ('asked_by', models.F('answered_by')), _negated=True), name='closure_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='team', to='cases.case')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('until', None)), fields=['member', 'case'], name='membership_member')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('case', 'member'), name='membership_once')],
            },
        ),
        migrations.AddField(
            model_name='Case',
            name='persons',
            field=models.ManyToManyField(related_name='cases', through='cases.Party', to='people.person'),
        ),
    ]
