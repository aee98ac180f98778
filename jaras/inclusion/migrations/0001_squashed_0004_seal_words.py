"""Every table of `inclusion` in one step, for a database that has none; one that the steps before made goes on from theirs."""

import django.db.models.deletion
import jaras.inclusion.models.projects
import jaras.inclusion.rules.states
import jaras.inclusion.rules.steps
import jaras.kernel.keys.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('inclusion', '0001_first'),
        ('inclusion', '0002_review_index'),
        ('inclusion', '0003_words_sealed'),
        ('inclusion', '0004_seal_words'),
    ]

    dependencies = [
        ('cases', '0001_squashed_0009_seal_words'),
        ('governance', '__first__'),
        ('kernel', '0001_squashed_0011_search_forms'),
        ('partners', '0001_squashed_0003_services'),
        ('people', '0001_squashed_0006_names_sealed'),
    ]

    operations = [
        migrations.CreateModel(
            name='LifeProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(default=jaras.inclusion.rules.states.ProjectState['DRAFTING'], max_length=12)),
                ('words', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='case')),
                ('person_commits', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='case')),
                ('cell_commits', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='case')),
                ('review_on', models.DateField(null=True)),
                ('at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='cases.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='people.person')),
            ],
            options={
                'ordering': ['-number'],
                'indexes': [models.Index(condition=models.Q(('review_on__isnull', False)), fields=['review_on', 'id'], name='project_review')],
                'constraints': [models.UniqueConstraint(fields=('case', 'person', 'number'), name='project_number'), models.UniqueConstraint(condition=models.Q(('state', jaras.inclusion.rules.states.ProjectState['DRAFTING'])), fields=('case', 'person'), name='project_one_draft'), models.UniqueConstraint(condition=models.Q(('state__in', (jaras.inclusion.rules.states.ProjectState['AGREED'], jaras.inclusion.rules.states.ProjectState['ACTIVE'], jaras.inclusion.rules.states.ProjectState['REVIEW_DUE']))), fields=('case', 'person'), name='project_one_living')],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('thread', models.CharField(default=jaras.inclusion.models.projects.thread, max_length=12)),
                ('position', models.PositiveSmallIntegerField()),
                ('words', jaras.kernel.keys.fields.SealedCharField(max_length=500, owner='project__case')),
                ('domain', models.CharField(blank=True, max_length=20)),
                ('removed_at', models.DateTimeField(null=True)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='inclusion.lifeproject')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(max_length=8)),
                ('name', jaras.kernel.keys.fields.SealedCharField(max_length=200, owner='project__case')),
                ('signed_on', models.DateField()),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('nonce', models.CharField(max_length=32, unique=True)),
                ('content', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('witness', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agreement', to='inclusion.lifeproject')),
            ],
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('thread', models.CharField(default=jaras.inclusion.models.projects.thread, max_length=12)),
                ('what', jaras.kernel.keys.fields.SealedCharField(max_length=300, owner='goal__project__case')),
                ('doer', models.CharField(default=jaras.inclusion.rules.steps.Doer['PERSON'], max_length=12)),
                ('somebody', jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=120, owner='goal__project__case')),
                ('by_on', models.DateField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='inclusion.goal')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.organisation')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('by_on'), nulls_last=True), 'id'],
                'indexes': [models.Index(condition=models.Q(('by_on__isnull', False), ('done_at', None), ('removed_at', None)), fields=['by_on', 'id'], name='step_due')],
            },
        ),
    ]
